#include "parse/time_zone.hpp"

#include <culprit/error.hpp>

#include <fmt/format.h>
#include <re2/re2.h>

#include <optional>
#include <string>

namespace culprit::parse {
namespace {

// Years that a civil time can hold and that logs can mean: what is far beyond
// keeps its local time.
constexpr std::int64_t kFarthest = std::int64_t{1} << 52;

bool is_far(std::int64_t milliseconds) { return milliseconds > kFarthest || milliseconds < -kFarthest; }

/// Of `GMT+8`, `UTC-03:30`, `+0100`, `+01`.
std::optional<absl::TimeZone> read_offset(const std::string& name) {
  static const re2::RE2 form("(?:GMT|UTC)?([+-])([0-9]{1,2})(?::?([0-5][0-9]))?");
  std::string sign, minutes;
  int hours = 0;
  if (!re2::RE2::FullMatch(name, form, &sign, &hours, &minutes) || hours > 23) return std::nullopt;
  const int seconds = (hours * 60 + (minutes.empty() ? 0 : std::stoi(minutes))) * 60;
  return absl::FixedTimeZone(sign == "-" ? -seconds : seconds);
}

}  // namespace

TimeZone::TimeZone(const std::string& name) {
  if (name.empty()) zone_ = absl::LocalTimeZone();
  else if (const auto offset = read_offset(name)) zone_ = *offset;
  else if (!absl::LoadTimeZone(name, &zone_))
    throw Error(fmt::format(
        "the time zone '{}' is not known here; 'UTC', 'GMT+8' and 'Europe/Berlin' are such names", name));
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
