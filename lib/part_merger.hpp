#pragma once

#include "parse/calendar.hpp"
#include "summarize/failure_joiner.hpp"
#include "summarize/tables.hpp"

#include <culprit/summary.hpp>

#include <cstdint>
#include <deque>
#include <optional>

namespace culprit {

/// What a part of an input held, or a piece of a part. The times of records without a date count on
/// from the part's first midnight, unless the day was known.
struct PartSummary {
  Summary summary;
  parse::DayCount days;  ///< of the part so far
  /// Of its occurrences, in order, unless the input was read as a whole.
  std::deque<summarize::Evidence> evidence;
  bool is_last = true;  ///< false: more of the part follows
};

/// The day of an input's first record, as the midnight's local time, if its
/// last one was written at `last_write` (UTC): nothing if all state their dates.
std::optional<std::int64_t> first_day(const parse::DayCount& days, std::int64_t last_write,
                                      const parse::TimeZone& zone);

/// Joins what the parts of one input held, and their pieces, in their order.
class PartMerger {
public:
  /// `zone` must outlive it; `failure_window` is in milliseconds.
  PartMerger(const parse::TimeZone& zone, std::int64_t failure_window)
      : zone_(zone), failures_(failure_window) {}

  void add(PartSummary part);

  /// What further parts of the input need not keep; nothing if there was none yet.
  std::optional<Bounds> bounds() const;

  /// How the times of day went in all whole parts so far.
  const parse::DayCount& days() const { return days_; }

  /// The input's summary; there must have been a part. Times without a date
  /// become instants if its `first_day` is known.
  Summary finish(std::optional<std::int64_t> first_day);

private:
  const parse::TimeZone& zone_;
  std::optional<Summary> summary_;
  parse::DayCount days_;
  summarize::FailureJoiner failures_;
};

}  // namespace culprit
