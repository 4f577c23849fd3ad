#include "parse/calendar.hpp"

namespace culprit::parse {
namespace {

constexpr std::int64_t kHour = 3'600'000;
constexpr std::int64_t kMinute = kHour / 60;
constexpr std::int64_t kQuarter = kHour / 4;

bool is_behind_midnight(std::int64_t last, std::int64_t next) { return last - next > kHour; }

}  // namespace

void DayCount::add(std::int64_t time_of_day) {
  if (!first) first = time_of_day;
  if (last && is_behind_midnight(*last, time_of_day)) ++midnights;
  last = time_of_day;
}

std::int64_t DayCount::add(const DayCount& behind) {
  if (!behind.first) return midnights;
  add(*behind.first);
  const std::int64_t in_front = midnights;
  midnights += behind.midnights;
  last = behind.last;
  return in_front;
}

std::int64_t last_day_of(std::int64_t time_of_day, std::int64_t moment) {
  const std::int64_t behind = moment + kMinute - time_of_day;
  return (behind >= 0 ? behind : behind - kDayMilliseconds + 1) / kDayMilliseconds * kDayMilliseconds;
}

void Calendar::pass(Timestamp time_of_day) {
  days_.add(time_of_day.milliseconds);
  if (!first_day_ && now_) first_day_ = last_day_of(time_of_day.milliseconds, *now_);
}

Timestamp Calendar::instant(Timestamp written) const {
  if (written.has_zone && written.has_date) return written;
  if (!written.has_date) {
    written.milliseconds += days_.midnights * kDayMilliseconds;
    if (!first_day_) return written;
    written.milliseconds += *first_day_;
  }
  return {to_utc(written.milliseconds), true, true};
}

std::int64_t Calendar::to_utc(std::int64_t local) const {
  const std::int64_t quarter = local / kQuarter;
  if (known_quarter_ != quarter) {
    known_quarter_ = quarter;
    known_difference_ = zone_->to_utc(local) - local;
  }
  return local + known_difference_;
}

}  // namespace culprit::parse
