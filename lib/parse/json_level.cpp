#include "parse/json_level.hpp"

#include "parse/text.hpp"
#include "text/ascii.hpp"
#include "text/whole_number.hpp"

#include <algorithm>
#include <utility>

namespace culprit::parse {
namespace {

/// Names that Java's loggers don't use, but syslog, Google and OpenTelemetry do.
constexpr std::pair<std::string_view, Level> kForeign[] = {
    {"notice", Level::info},   {"information", Level::info}, {"informational", Level::info},
    {"verbose", Level::debug}, {"err", Level::error},        {"critical", Level::fatal},
    {"crit", Level::fatal},    {"alert", Level::fatal},      {"emergency", Level::fatal},
    {"emerg", Level::fatal},   {"panic", Level::fatal},
};

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::ranges::equal(text, lower, [](char a, char b) { return text::to_lower(a) == b; });
}

/// The level of the greatest lower bound; the bounds are those of TRACE, DEBUG, …
Level at_least(int number, const int (&bounds)[6]) {
  Level level = Level::unknown;
  for (int i = 0; i < 6; ++i)
    if (number >= bounds[i]) level = static_cast<Level>(i + 1);
  return level;
}

constexpr LevelScale scale_of(int number) {
  if (number < 10) return LevelScale::syslog;
  if (number < 100) return LevelScale::bunyan;
  return number < 1000 ? LevelScale::google : LevelScale::java;
}

Level number_level(int number, LevelScale scale) {
  switch (scale) {
    case LevelScale::by_size: return number_level(number, scale_of(number));
    case LevelScale::java: return at_least(number, {1, 10'000, 20'000, 30'000, 40'000, 50'000});
    case LevelScale::bunyan: return at_least(number, {1, 20, 30, 40, 50, 60});
    case LevelScale::google: return at_least(number, {1, 100, 200, 400, 500, 600});
    case LevelScale::otel: return at_least(number, {1, 5, 9, 13, 17, 21});
    case LevelScale::syslog: break;
  }
  if (number < 0) return Level::unknown;
  if (number <= 2) return Level::fatal;
  if (number == 3) return Level::error;
  if (number == 4) return Level::warn;
  return number <= 6 ? Level::info : number == 7 ? Level::debug : Level::unknown;
}

}  // namespace

Level read_level(std::string_view text, LevelScale scale) {
  text = trim_end(text);
  if (text.empty()) return Level::unknown;
  if (const auto number = text::whole_number<int>(text)) return number_level(*number, scale);
  // OpenTelemetry has four degrees of each: `INFO2`, `SEVERITY_NUMBER_INFO2`.
  constexpr std::string_view kEnum = "SEVERITY_NUMBER_";
  if (text.starts_with(kEnum)) text.remove_prefix(kEnum.size());
  if (text.back() >= '2' && text.back() <= '4') text.remove_suffix(1);
  if (const auto level = parse_level(text)) return *level;
  for (const auto& [name, level] : kForeign)
    if (equals_ignoring_case(text, name)) return level;
  return Level::unknown;
}

}  // namespace culprit::parse
