#include "filter.hpp"

#include "summarize/glob.hpp"

#include <algorithm>

namespace culprit {
namespace {

constexpr std::int64_t kDay = parse::kDayMilliseconds;

std::int64_t time_of_day(std::int64_t local) { return ((local % kDay) + kDay) % kDay; }

}  // namespace

bool RecordRules::passes(Level level, const std::optional<Timestamp>& time) const {
  return level >= filter_.level && passes_bare(time);
}

bool RecordRules::passes_bare(const std::optional<Timestamp>& time) const {
  if (!filter_.since && !filter_.until) return true;
  return time && !(filter_.since && is_before(*time, *filter_.since)) &&
         (!filter_.until || is_before(*time, *filter_.until));
}

/// Says whether a record's time is before what the user gave: an instant, a
/// local time, or one of each day.
bool RecordRules::is_before(Timestamp time, Timestamp bound) const {
  if (bound.has_date) {
    return time.milliseconds < (bound.has_zone ? bound.milliseconds : zone_.to_utc(bound.milliseconds));
  }
  const std::int64_t local = time.has_zone ? zone_.to_local(time.milliseconds) : time.milliseconds;
  return time_of_day(local) < bound.milliseconds;
}

bool matches_class(const std::vector<std::string>& globs, std::string_view class_name) {
  return globs.empty() || std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
           return summarize::matches_class_glob(glob, class_name);
         });
}

}  // namespace culprit
