#pragma once

#include <culprit/export.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace culprit {

/// How numbers are spread: exact count, least, greatest and mean, and quantiles
/// with a known error, in bounded memory.
///
///   Distribution waited;
///   waited.add(8.9);
///   waited.merge(of_another_log);
///   fmt::print("median {} ± {:.1f} %", waited.quantile(0.5), 100 * waited.relative_error());
///
/// A regular value, and a function of the multiset of added numbers alone: the
/// order of add() and merge() changes nothing, and parts merge to what the whole
/// would have been, equal by ==.
///
/// Numbers are counted in buckets of equal width on a logarithmic scale. At first a
/// bucket's borders differ by a factor of γ = 2^(1/128), which finds quantiles to
/// 0.27 %. When more than kBuckets are in use, γ is squared: each two neighbours
/// become one. So the error depends on how far the numbers are spread, and how
/// densely: those of one order of magnitude are known to 2.2 %, of two to 4.4 %, of four to
/// 8.7 %.
class CULPRIT_EXPORT Distribution {
public:
  /// The most buckets that are in use; zero and negative numbers take their own.
  static constexpr std::size_t kBuckets = 64;

  Distribution();
  ~Distribution();
  Distribution(const Distribution&);
  Distribution& operator=(const Distribution&);
  Distribution(Distribution&&) noexcept;
  Distribution& operator=(Distribution&&) noexcept;

  /// Adds a number, `count` times. Infinities and NaN are ignored; -0 is 0.
  /// Returns by how much size_bytes() grew.
  std::size_t add(double value, std::uint64_t count = 1);
  void merge(const Distribution& other);

  std::uint64_t count() const { return count_; }
  double min() const { return min_; }  ///< 0 if there are no numbers; likewise the following
  double max() const;

  /// The sum is exact to 2^-62 for each number, so the mean is to the precision of
  /// a double. In it, numbers beyond ±2^63 count as ±2^63.
  double mean() const;

  /// The number at place 1 + ⌊q · (count − 1)⌋ in ascending order: 0 for the least, 0.5
  /// for the median (of two the lower), 1 for the greatest. These, the least and the greatest,
  /// are exact; others differ from the true one by at most relative_error() of it.
  double quantile(double q) const;
  double relative_error() const;

  /// True if no two numbers differ. Then all is exact, and nothing is allocated.
  bool is_constant() const { return spread_ == nullptr; }

  /// Memory taken, rounded up such that it never falls when numbers are added.
  std::size_t size_bytes() const;

  /// 0 holds the zeros. At level 0, n > 0 holds the numbers from 2^((n-1)/128 - 2048) to
  /// below 2^(n/128 - 2048), and -n their negatives. At each further level, buckets
  /// 2n-1 and 2n are bucket n.
  struct Bucket {
    std::int32_t number = 0;
    std::uint64_t count = 0;

    bool operator==(const Bucket&) const = default;
  };

  /// An integer of 128 bits in two's complement.
  struct Wide {
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    bool operator==(const Wide&) const = default;
  };

  /// All there is to it, to be written and read.
  struct State {
    std::uint64_t count = 0;
    double min = 0;
    /// The following are as here if no two numbers differ.
    double max = 0;               ///< or `min`
    Wide whole;                   ///< the sum of the integer parts
    Wide fraction;                ///< the sum of the fractional parts, in 2^-62
    int level = 0;                ///< how often γ was squared
    std::vector<Bucket> buckets;  ///< in ascending order; their counts add up to `count`

    bool operator==(const State&) const = default;
  };

  State state() const;
  /// Nothing if no numbers lead to this state.
  static std::optional<Distribution> from_state(const State& state);

  CULPRIT_EXPORT friend bool operator==(const Distribution&, const Distribution&);

private:
  struct [[gnu::visibility("hidden")]] Spread;

  std::uint64_t count_ = 0;
  double min_ = 0;
  std::unique_ptr<Spread> spread_;  // nothing while no two numbers differ
};

}  // namespace culprit
