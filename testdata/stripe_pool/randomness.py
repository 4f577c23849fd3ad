"""Random decisions that are the same on every machine and in every version of Python."""

MASK = (1 << 64) - 1


class Random:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = seed

    def bits(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, limit):
        return (self.bits() >> 11) % limit

    def between(self, low, high):
        """An integer of [low, high]."""
        return low + self.below(high - low + 1)

    def one_in(self, n):
        return self.below(n) == 0

    def choice(self, items):
        return items[self.below(len(items))]

    def sample(self, items, count):
        """`count` of the items, each at most once, in random order."""
        rest = list(items)
        for i in range(count):
            j = i + self.below(len(rest) - i)
            rest[i], rest[j] = rest[j], rest[i]
        return rest[:count]

    def uuid(self):
        """A version 4 UUID."""
        digits = f"{self.bits():016x}{self.bits():016x}"
        variant = "89ab"[int(digits[16], 16) % 4]
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"
