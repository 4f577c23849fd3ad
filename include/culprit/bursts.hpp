#pragma once

#include <culprit/export.hpp>
#include <culprit/timeline.hpp>
#include <culprit/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace culprit {

/// A time during which something happened far more often than otherwise.
struct Burst {
  std::int64_t begin = 0;  ///< milliseconds since 1970
  std::int64_t end = 0;    ///< exclusive
  std::uint64_t count = 0;
  double usual = 0;  ///< how many one would have expected in that time

  bool operator==(const Burst&) const = default;
};

/// The bursts of a timeline, in order. `observed` is the span of the whole log: its buckets
/// that hold nothing count as well. A bucket is a burst if it holds
///
///   - at least five occurrences,
///   - at least three times as many as usual, and
///   - so many more that a steady rate would bring forth one such bucket in the whole
///     timeline with a probability of at most 1:1000 (Poisson, by Chernoff's bound).
///
/// What is usual is the mean of all other buckets that are no bursts, with one more
/// occurrence among them, as one can't tell never from seldom; buckets are told
/// apart anew with that mean until none is added. Bursts side by side are one.
///
/// With less than eight buckets nothing is usual, and there are no bursts. One much shorter than a
/// bucket shows only if it is large enough to lift the whole bucket.
CULPRIT_EXPORT std::vector<Burst> find_bursts(const Timeline& timeline, TimeSpan observed);

/// The moment from which something happened, and went on to the end.
struct Onset {
  std::int64_t time = 0;     ///< start of the bucket, in milliseconds since 1970
  std::uint64_t before = 0;  ///< occurrences before
  std::uint64_t after = 0;   ///< occurrences since

  bool operator==(const Onset&) const = default;
};

/// When something began that then was steadily there to the end of `observed`, or
/// nothing if it didn't: if it was there from the beginning, or went away again, or is too rare to say.
///
/// Of the starts of buckets that hold something, it is the one that best divides a lower
/// rate from a higher one: with the greatest likelihood, if both are steady. And
///
///   - from it on there are at least four buckets and eight occurrences,
///   - at a rate of at least three times that of before,
///   - in each quarter of the time, of at least half of the mean since, and
///   - the two rates are at least a thousand times as likely as a single one,
///     times the number of places that it could have been.
///
/// A failure that began late may be both a burst and an onset.
CULPRIT_EXPORT std::optional<Onset> find_onset(const Timeline& timeline, TimeSpan observed);

}  // namespace culprit
