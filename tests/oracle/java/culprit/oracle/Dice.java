package culprit.oracle;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded choices: one seed makes the same log on every machine. */
public final class Dice {
    private final SplittableRandom random;

    public Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number from 0 to {@code bound} - 1. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean oneIn(int chances) {
        return below(chances) == 0;
    }

    @SafeVarargs
    public final <T> T pick(T... choices) {
        return choices[below(choices.length)];
    }

    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    public String hex(int digits) {
        StringBuilder text = new StringBuilder();
        while (text.length() < digits) text.append(Character.forDigit(below(16), 16));
        return text.toString();
    }
}
