#include "summarize/buckets.hpp"

#include <culprit/timeline.hpp>

#include <algorithm>
#include <array>

namespace culprit {
namespace {

using Bucket = Timeline::Bucket;

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kYear = 364 * kDay;  // of whole weeks: 365 days don't divide into any

constexpr std::array kWidths{
    kSecond,        5 * kSecond,     10 * kSecond,      30 * kSecond,  //
    kMinute,        5 * kMinute,     10 * kMinute,      30 * kMinute,  //
    kHour,          3 * kHour,       6 * kHour,         12 * kHour,    //
    kDay,           7 * kDay,        28 * kDay,                        //
    kYear,          10 * kYear,      100 * kYear,       1000 * kYear,  //
    10'000 * kYear, 100'000 * kYear, 1'000'000 * kYear, 10'000'000 * kYear,
};

constexpr bool each_divides_the_next() {
  for (std::size_t i = 1; i < kWidths.size(); ++i)
    if (kWidths[i] % kWidths[i - 1] != 0) return false;
  return true;
}
static_assert(each_divides_the_next());
static_assert(2 * (Timeline::kLatest / kWidths.back() + 1) <= Timeline::kBuckets, "all times fit");

/// The multiple of `width` at or before a time.
std::int64_t floor_to(std::int64_t milliseconds, std::int64_t width) {
  const std::int64_t behind = milliseconds % width;
  return milliseconds - behind - (behind < 0 ? width : 0);
}

std::int64_t clamp(std::int64_t milliseconds) {
  return std::clamp(milliseconds, -Timeline::kLatest, Timeline::kLatest);
}

/// The sum of two times, if each is within ±2^62.
std::int64_t clamped_sum(std::int64_t start, std::int64_t by) {
  constexpr std::int64_t kMost = 2 * Timeline::kLatest;
  return clamp(start + std::clamp(by, -kMost, kMost));
}

/// The first width that is at least this, or the last.
std::size_t level_of(std::int64_t width) {
  const auto found = std::lower_bound(kWidths.begin(), kWidths.end() - 1, width);
  return static_cast<std::size_t>(found - kWidths.begin());
}

void floor_all(std::vector<Bucket>& buckets, std::int64_t width) {
  for (Bucket& bucket : buckets) bucket.start = floor_to(bucket.start, width);
  summarize::unite_equal(buckets, &Bucket::start);
}

}  // namespace

// The width depends on the set of times alone: it is the first at which they use no
// more than kBuckets. A part of the times never needs a greater one, and all of
// them never fit a smaller one; distribution.cpp has the argument in full.

std::size_t Timeline::add(std::int64_t milliseconds, std::uint64_t count) {
  if (count == 0) return 0;
  milliseconds = clamp(milliseconds);
  if (!buckets_.empty()) {  // mostly, times come in order
    Bucket& last = buckets_.back();
    if (milliseconds >= last.start && milliseconds - last.start < kWidths[level_]) {
      last.count = summarize::add_saturating(last.count, count);
      return 0;
    }
  }
  for (;; widen_to(level_ + 1)) {
    const std::int64_t start = floor_to(milliseconds, kWidths[level_]);
    const auto place = summarize::find_place(buckets_, start, &Bucket::start);
    if (place != buckets_.end() && place->start == start) {
      place->count = summarize::add_saturating(place->count, count);
      return 0;
    }
    if (buckets_.size() < kBuckets) {
      const std::size_t growth = summarize::insert_within(buckets_, place, {start, count}, kBuckets);
      return level_ > 0 ? 0 : growth;
    }
  }
}

void Timeline::merge(const Timeline& other) {
  std::vector<Bucket> both = other.buckets_;
  const std::size_t level = std::max(level_, other.level_);
  widen_to(level);
  floor_all(both, kWidths[level]);
  both = summarize::merged(buckets_, both, &Bucket::start);
  while (both.size() > kBuckets) floor_all(both, kWidths[++level_]);
  buckets_.assign(both.begin(), both.end());
}

std::uint64_t Timeline::total() const {
  std::uint64_t sum = 0;
  for (const Bucket& bucket : buckets_) sum = summarize::add_saturating(sum, bucket.count);
  return sum;
}

std::chrono::milliseconds Timeline::width() const { return std::chrono::milliseconds(kWidths[level_]); }

std::int64_t Timeline::start_of(std::int64_t milliseconds) const {
  return floor_to(clamp(milliseconds), kWidths[level_]);
}

Timeline Timeline::widened(std::chrono::milliseconds width) const {
  Timeline wide = *this;
  wide.widen_to(std::max(level_, level_of(width.count())));
  return wide;
}

Timeline Timeline::shifted(std::chrono::milliseconds by) const {
  Timeline moved = *this;
  for (Bucket& bucket : moved.buckets_) bucket.start = clamped_sum(bucket.start, by.count());
  floor_all(moved.buckets_, kWidths[level_]);
  return moved;
}

std::size_t Timeline::size_bytes() const {
  const std::size_t room = level_ > 0 ? kBuckets : summarize::room_for(buckets_.size(), kBuckets);
  return sizeof *this + room * sizeof(Bucket);
}

std::optional<Timeline> Timeline::from_state(const State& state) {
  const std::size_t level = level_of(state.width.count());
  if (kWidths[level] != state.width.count() || state.buckets.size() > kBuckets) return std::nullopt;
  const Bucket* last = nullptr;
  for (const Bucket& bucket : state.buckets) {
    const bool is_start =
        bucket.start <= kLatest && bucket.start == floor_to(std::max(bucket.start, -kLatest), kWidths[level]);
    if (!is_start || bucket.count == 0 || (last && bucket.start <= last->start)) return std::nullopt;
    last = &bucket;
  }
  Timeline made;
  made.buckets_ = state.buckets;
  made.level_ = level;
  return made;
}

void Timeline::widen_to(std::size_t level) {
  if (level == level_) return;
  level_ = level;
  floor_all(buckets_, kWidths[level_]);
}

}  // namespace culprit
