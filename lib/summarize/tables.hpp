#pragma once

#include "summarize/bounded_map.hpp"

#include <culprit/summary.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace culprit {

/// The name of the row that counts what classes without a row had counted.
inline constexpr std::string_view kOtherClasses = "(other classes)";

/// The name of the row that counts what loggers, frames or tenants without a row had counted.
inline constexpr std::string_view kOthers = "(others)";

/// What is kept of a frame's text, or of an aspect's name.
inline constexpr std::size_t kFrameBytes = 200;

/// When something was seen at times without a date: what its `seen` lacks until it is known which day the
/// first of them was.
struct UndatedSpan {
  std::optional<TimeSpan> undated;

  bool operator==(const UndatedSpan&) const = default;
};

/// A row of the table without its groups.
struct ClassCount : UndatedSpan {
  std::string class_name;
  std::uint64_t count = 0;
  std::optional<TimeSpan> seen;
  Position first;

  std::size_t size_bytes() const { return sizeof *this + class_name.size(); }
  bool operator==(const ClassCount&) const = default;
};

/// A group as the tables hold it. Its size is that of what is equal in all its
/// occurrences, and of the numbers in them, as the template that people see and
/// the sample are those of the first one, and change when an earlier one comes
/// in by a merge.
struct StoredGroup : Group, UndatedSpan {
  std::uint64_t cause = 0;  ///< hash of the root cause's (class, template key)
  std::size_t size = 0;
  /// While occurrences are counted: bit i if link i had the same numbers as the next one each time,
  /// as a wrapper does that repeats its cause's message. They are kept there only, until settle_numbers().
  std::uint64_t repeating = 0;

  /// Copies to link `index` the numbers that it has in common with those behind it.
  void settle_numbers(std::size_t index);
  void settle_numbers();

  std::size_t size_bytes() const { return size; }
  /// Sets `size`, from all that it is made of.
  void measure();
  bool operator==(const StoredGroup&) const = default;
};

/// An error as the tables hold it; likewise.
struct StoredError : ErrorGroup, UndatedSpan {
  std::size_t size = 0;

  std::size_t size_bytes() const { return size; }
  void measure();
  bool operator==(const StoredError&) const = default;
};

/// Events over time. Of a layout without dates, times count on from the first midnight in
/// the log, until it is known which day that was.
struct Times {
  Timeline dated;
  Timeline undated;

  /// Returns by how many bytes it grew.
  std::size_t add(const Timestamp& time) { return (time.has_date ? dated : undated).add(time.milliseconds); }
  void merge(const Times& other) {
    dated.merge(other.dated);
    undated.merge(other.undated);
  }
  /// Dates what has no date. Parts of a log agree on that up to buckets of a day; where
  /// they are wider, as there are more than Timeline::kBuckets days, it is left out.
  void settle(std::chrono::milliseconds first_midnight) {
    if (undated.width() <= std::chrono::days(1)) dated.merge(undated.shifted(first_midnight));
    undated = {};
  }
  std::size_t size_bytes() const { return dated.size_bytes() + undated.size_bytes(); }
  bool operator==(const Times&) const = default;
};

/// What all groups with one root cause have in common.
struct StoredCause {
  Times times;
  Impact impact;
  std::size_t size = 0;

  std::size_t size_bytes() const { return size; }
  /// Sets `size`, after a change.
  void measure();
  bool operator==(const StoredCause&) const = default;
};

/// Events that have one logger, frame or tenant, as the tables hold them.
struct StoredAspect : AspectRow, UndatedSpan {
  std::size_t size_bytes() const { return sizeof *this + name.size(); }
  bool operator==(const StoredAspect&) const = default;
};

inline constexpr std::size_t kAspectCount = 3;

/// From which hashes on tables keep nothing: what they were joined with, or are to be joined with, threw
/// something out there.
struct Bounds {
  std::optional<std::uint64_t> classes, groups, errors, causes;
  std::array<std::optional<std::uint64_t>, kAspectCount> aspects;
};

/// The distinct things that a summary counts, each kind within a share of
/// Limits::summary_bytes.
struct [[gnu::visibility("hidden")]] Summary::Tables {
  explicit Tables(std::size_t budget);

  std::size_t budget_bytes;
  summarize::BoundedMap<ClassCount> classes;  // by hash of the class name
  summarize::BoundedMap<StoredGroup> groups;  // by fingerprint
  summarize::BoundedMap<StoredError> errors;  // by fingerprint
  summarize::BoundedMap<StoredCause> causes;  // by StoredGroup::cause
  /// By the hash of a name; index: Aspect, of which codes are found in messages when somebody asks.
  std::array<summarize::BoundedMap<StoredAspect>, kAspectCount> aspects;
  std::optional<ClassCount> other_classes;                              // what was thrown out had counted …
  std::array<std::optional<StoredAspect>, kAspectCount> other_aspects;  // … likewise
  std::uint64_t folded_errors = 0;                                      // likewise
  Times times;                                                          // of errors and occurrences
  std::vector<std::optional<TimeSpan>> source_times;                    // of Summary::sources

  /// Take in something under a hash that isn't in its table.
  void insert(std::uint64_t hash, ClassCount count);
  void insert(std::uint64_t fingerprint, StoredGroup group);
  void insert(std::uint64_t fingerprint, StoredError error);
  void insert(std::uint64_t cause, StoredCause facts);
  void insert(std::size_t aspect, std::uint64_t hash, StoredAspect row);

  /// Let `change` have something that is in its table, and may grow by it.
  template <class Change>
  void update(StoredGroup & group, Change && change) {
    groups.update(group, change, [](const StoredGroup&) {});
  }
  template <class Change>
  void update(StoredError & error, Change && change) {
    errors.update(error, change, [this](const StoredError& evicted) { fold(evicted); });
  }
  template <class Change>
  void update(StoredCause & cause, Change && change) {
    causes.update(cause, change, [](const StoredCause&) {});
  }

  /// Hands all that has a count of its own to `visit`.
  template <class Visit>
  void for_each_counted(Visit && visit) {
    classes.for_each(visit);
    groups.for_each(visit);
    errors.for_each(visit);
    for (auto& rows : aspects) rows.for_each(visit);
    for (auto& others : other_aspects)
      if (others) visit(*others);
    if (other_classes) visit(*other_classes);
  }

  /// Replaces the index i of each source by names[i].
  void rename_sources(const std::vector<std::uint32_t>& names);
  void merge(const Tables& other);

  Bounds bounds() const;
  /// Keeps to them from now on; nothing is in the tables yet.
  void restrict_to(const Bounds& bounds);

  bool operator==(const Tables&) const = default;

private:
  void fold(const ClassCount& evicted);
  void fold(const StoredError& evicted) { folded_errors += evicted.count; }
  void fold(std::size_t aspect, const StoredAspect& evicted);
};

namespace summarize {

/// How many cut lines a summary names; further ones are only counted.
inline constexpr std::size_t kMostLongLines = 100;

/// Widens `seen` by `time`. Of times that can't be compared, because one lacks its
/// date or zone, those count that tell more: so the order of calls does not matter.
void extend(std::optional<TimeSpan>& seen, const std::optional<TimeSpan>& time);

inline void extend(std::optional<TimeSpan>& seen, const Timestamp& time) {
  if (!seen || seen->first.has_date != time.has_date || seen->first.has_zone != time.has_zone)
    return extend(seen, TimeSpan{time, time});
  if (time.milliseconds < seen->first.milliseconds) seen->first = time;
  if (time.milliseconds > seen->last.milliseconds) seen->last = time;
}

/// Adds to the numbers of each placeholder those in the same place. Returns by how many bytes they grew.
std::size_t extend(std::vector<CapturedNumbers>& captures, const std::vector<CapturedNumbers>& others);

/// Adds to what an impact counts.
void extend(Impact& impact, const Impact& other);

/// What is kept of a group's first message: as much as is in proportion to its
/// template, so that a budget for templates bounds samples, too.
std::string keep_sample(std::string_view message, std::string_view message_template);

/// The most bytes that keep_sample() returns.
std::size_t longest_sample(std::string_view message_template);

}  // namespace summarize
}  // namespace culprit
