#pragma once

#include "parse/time_zone.hpp"

#include <culprit/timestamp.hpp>

#include <cstdint>
#include <optional>

namespace culprit::parse {

inline constexpr std::int64_t kDayMilliseconds = 86'400'000;

/// The midnight of the last day on which `time_of_day` was not behind `moment`;
/// all in local time. A time up to a minute behind it still counts, as clocks of files are coarse.
std::int64_t last_day_of(std::int64_t time_of_day, std::int64_t moment);

/// How far times of day went: what it takes to count the days of a log whose
/// layout writes no date.
struct DayCount {
  std::int64_t midnights = 0;           ///< passed between the first and the last time
  std::optional<std::int64_t> first{};  ///< milliseconds since midnight
  std::optional<std::int64_t> last{};

  /// Takes in the next time of day. One that is earlier than the last by more
  /// than an hour is of the next day: by less, clocks were set back, or threads
  /// wrote out of order.
  void add(std::int64_t time_of_day);

  /// Takes in what was counted behind it in the same log. Returns how many
  /// midnights lie in front of that part.
  std::int64_t add(const DayCount& behind);
};

/// Turns the times that record headers state into instants.
class Calendar {
public:
  /// `zone` must outlive it. `first_day` is the day of the first record, as the
  /// midnight's local time; if it isn't given, but `now` is, it is the last day
  /// on which that record's time was before it. Without either, times of day
  /// count on from the first day's midnight.
  Calendar(const TimeZone& zone, std::optional<std::int64_t> first_day, std::optional<std::int64_t> now)
      : zone_(&zone), first_day_(first_day), now_(now) {}

  /// Sees the time of each record whose layout writes no date, in order.
  void pass(Timestamp time_of_day);

  const DayCount& days() const { return days_; }

  /// The instant of the last record's `written` time.
  Timestamp instant(Timestamp written) const;

private:
  std::int64_t to_utc(std::int64_t local) const;

  const TimeZone* zone_;
  std::optional<std::int64_t> first_day_;
  std::optional<std::int64_t> now_;
  DayCount days_;

  // Clocks change at a quarter of an hour: within one the difference stays.
  mutable std::optional<std::int64_t> known_quarter_;
  mutable std::int64_t known_difference_ = 0;
};

}  // namespace culprit::parse
