#include "parse/time_zone.hpp"

#include <culprit/error.hpp>

#include <fmt/format.h>

namespace culprit::parse {
namespace {

// Years that a civil time can hold and that logs can mean: what is far beyond
// keeps its local time.
constexpr std::int64_t kFarthest = std::int64_t{1} << 52;

bool is_far(std::int64_t milliseconds) { return milliseconds > kFarthest || milliseconds < -kFarthest; }

}  // namespace

TimeZone::TimeZone(const std::string& name) {
  if (name.empty()) zone_ = absl::LocalTimeZone();
  else if (!absl::LoadTimeZone(name, &zone_))
    throw Error(
        fmt::format("the time zone '{}' is not known here; 'UTC' and 'Europe/Berlin' are such names", name));
}

std::int64_t TimeZone::to_utc(std::int64_t local) const {
  if (is_far(local)) return local;
  std::int64_t seconds = local / 1000, rest = local % 1000;
  if (rest < 0) {
    --seconds;
    rest += 1000;
  }
  const absl::TimeZone::TimeInfo info = zone_.At(absl::CivilSecond(1970, 1, 1) + seconds);
  return absl::ToUnixMillis(info.pre) + rest;
}

std::int64_t TimeZone::to_local(std::int64_t utc) const {
  if (is_far(utc)) return utc;
  return utc + zone_.At(absl::FromUnixMillis(utc)).offset * std::int64_t{1000};
}

}  // namespace culprit::parse
