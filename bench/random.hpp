#pragma once

#include <cstddef>
#include <cstdint>

namespace culprit::bench {

/// SplitMix64: fast, and the same everywhere.
class Random {
public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  /// A number of [0, limit); `limit` is at most 2^32.
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>((bits() >> 32) * limit >> 32); }

  /// A number of [low, high].
  std::size_t between(std::size_t low, std::size_t high) { return low + below(high - low + 1); }

  template <typename Items>
  const auto& choice(const Items& items) {
    return items[below(items.size())];
  }

private:
  std::uint64_t state_;
};

}  // namespace culprit::bench
