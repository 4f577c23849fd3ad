#pragma once

#include <culprit/export.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace culprit {

/// How often something happened when: counts in buckets of equal width, from a second
/// upwards, of which only those that hold something are kept.
///
///   Timeline failures;
///   failures.add(event.time->milliseconds);  // if it has one
///   for (const auto& [start, count] : failures.buckets()) …
///
/// When more than kBuckets are in use, buckets are widened: from 1 to 5, 10, 30 seconds,
/// minutes likewise, 1, 3, 6, 12 hours, 1, 7, 28 days, 364 days and tens, hundreds … of these. Each
/// width divides the next, and buckets begin at multiples of their width since 1970, so
/// each lies within one of the next width.
///
/// A regular value, and a function of the multiset of added times alone: the order
/// of add() and merge() changes nothing, and parts merge to what the whole would
/// have been, equal by ==. A timeline that was widened() or shifted() is merged as
/// exactly, but may be wider than one that is made of its times.
///
/// Times are milliseconds since 1970, UTC. They are held within ±2^61, or 73
/// million years.
class CULPRIT_EXPORT Timeline {
public:
  static constexpr std::size_t kBuckets = 96;  ///< the most that are in use
  static constexpr std::int64_t kLatest = std::int64_t{1} << 61;

  struct Bucket {
    std::int64_t start = 0;  ///< a multiple of width()
    std::uint64_t count = 0;

    bool operator==(const Bucket&) const = default;
  };

  /// Returns by how much size_bytes() grew.
  std::size_t add(std::int64_t milliseconds, std::uint64_t count = 1);
  void merge(const Timeline& other);

  std::uint64_t total() const;
  std::chrono::milliseconds width() const;
  /// Those that hold something, in order; valid until the timeline changes.
  const std::vector<Bucket>& buckets() const { return buckets_; }
  /// Where the bucket begins that a time belongs to.
  std::int64_t start_of(std::int64_t milliseconds) const;

  /// The same in buckets of at least this width: the next one that there is. Timelines
  /// stand side by side when each is widened to the greatest width among them.
  Timeline widened(std::chrono::milliseconds width) const;

  /// The same at another time: each bucket is moved, to the one in which its start
  /// then lies. As if the times had been moved, if `by` is a multiple of width(); so
  /// up to buckets of a day if `by` is in days.
  Timeline shifted(std::chrono::milliseconds by) const;

  /// Memory taken, rounded up such that it never falls when times are added.
  std::size_t size_bytes() const;

  /// All there is to it, to be written and read.
  struct State {
    std::chrono::milliseconds width = std::chrono::seconds(1);
    std::vector<Bucket> buckets;  ///< in order

    bool operator==(const State&) const = default;
  };

  State state() const { return {width(), buckets_}; }
  /// Nothing if no timeline is in this state.
  static std::optional<Timeline> from_state(const State& state);

  bool operator==(const Timeline&) const = default;

private:
  void widen_to(std::size_t level);

  std::vector<Bucket> buckets_;
  std::size_t level_ = 0;  // an index into the widths
};

}  // namespace culprit
