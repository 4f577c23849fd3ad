#include "parse/json_time.hpp"

#include "parse/date_time.hpp"
#include "text/ascii.hpp"
#include "text/whole_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace culprit::parse {
namespace {

constexpr std::int64_t kThousand = 1000;
constexpr std::int64_t kEarliest = 100'000'000;    // seconds: in 1973
constexpr std::int64_t kLatest = 100'000'000'000;  // in 5138

/// As many of the digits behind the point as make `unit` a whole, in its parts.
std::int64_t read_fraction(std::string_view digits, std::int64_t unit) {
  std::int64_t value = 0;
  for (const char c : digits) {
    if (!text::is_digit(c) || unit < 10) break;
    unit /= 10;
    value += (c - '0') * unit;
  }
  return value;
}

/// `1.725958035857E9`: seconds.
std::optional<Timestamp> read_floating_epoch(std::string_view text) {
  const auto seconds = text::whole_number<double>(text);
  if (!seconds || !(*seconds >= kEarliest && *seconds < kLatest)) return std::nullopt;
  return Timestamp{std::llround(*seconds * kThousand)};
}

/// `1725958035`, `1725958035.857`, `1725958035857`, …
std::optional<Timestamp> read_epoch(std::string_view text) {
  if (text.find_first_of("eE") != std::string_view::npos) return read_floating_epoch(text);
  std::int64_t whole = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (error != std::errc() || whole < kEarliest) return std::nullopt;
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  if (!rest.empty() && rest[0] != '.') return std::nullopt;
  if (whole < kLatest) {
    const std::string_view digits = rest.empty() ? rest : rest.substr(1);
    return Timestamp{whole * kThousand + read_fraction(digits, kThousand)};
  }
  while (whole >= kLatest * kThousand) whole /= kThousand;
  return Timestamp{whole};
}

/// The zone as match_date_time() reads it, of one that Java's formatters write.
std::string_view plain_zone(std::string_view zone) {
  zone = zone.substr(0, zone.find('['));  // `+01:00[Europe/Berlin]`
  while (!zone.empty() && zone.front() == ' ') zone.remove_prefix(1);
  if (zone == "UTC" || zone == "GMT" || zone == "z") return "Z";
  return zone;
}

/// Dates and times that match_date_time() doesn't read to their end: without
/// seconds, with more than nine digits behind them, with other forms of the zone.
std::optional<Timestamp> read_unusual(std::string_view text) {
  constexpr std::size_t kMinutesEnd = kDateLength + 6;
  if (match_date(text) == 0 || text.size() < kMinutesEnd) return std::nullopt;
  std::array<char, 64> copy;
  std::size_t size = 0;
  const auto append = [&](std::string_view part) {
    part = part.substr(0, copy.size() - size);
    std::ranges::copy(part, copy.data() + size);
    size += part.size();
  };
  append(text.substr(0, kMinutesEnd));
  std::string_view rest = text.substr(kMinutesEnd);
  if (rest.starts_with(':')) {
    const std::size_t end = std::min(rest.find_first_not_of("0123456789:.,"), rest.size());
    append(rest.substr(0, std::min(end, std::string_view(":00.123456789").size())));
    rest.remove_prefix(end);
  } else {
    append(":00");
  }
  rest = plain_zone(rest);
  append(rest);
  const std::string_view full(copy.data(), size);
  if (match_date_time(full) != full.size()) return std::nullopt;
  return read_date_time(full);
}

}  // namespace

std::optional<Timestamp> read_time_text(std::string_view text) {
  if (text.size() > kDateLength && text[4] == '-')
    return match_date_time(text) == text.size() ? read_date_time(text) : read_unusual(text);
  if (text.size() > 2 && text[2] == ':') {
    if (match_time_of_day(text) != text.size()) return std::nullopt;
    return read_time_of_day(text);
  }
  return read_epoch(text);
}

std::optional<Timestamp> read_json_time(JsonDocument& document, std::uint32_t node) {
  if (!document.is(node, JsonNode::Kind::object)) return read_time_text(document.text(node));
  std::optional<Timestamp> time;
  std::int64_t nanos = 0;
  for (const std::uint32_t member : document.children(node)) {
    const std::string_view name = document.name(member);
    const std::string_view text = document.text(member);
    if (name == "epochSecond" || name == "seconds") time = read_epoch(text);
    else if (name == "nanoOfSecond" || name == "nanos")
      std::from_chars(text.data(), text.data() + text.size(), nanos);
  }
  constexpr std::int64_t kNanosPerSecond = 1'000'000'000, kNanosPerMillisecond = 1'000'000;
  if (time && nanos > 0 && nanos < kNanosPerSecond) time->milliseconds += nanos / kNanosPerMillisecond;
  return time;
}

}  // namespace culprit::parse
