#include "parse/date_time.hpp"

#include "text/ascii.hpp"
#include "text/row.hpp"

#include <chrono>
#include <cstdint>

namespace culprit::parse {
namespace {

using text::bits;
using text::is_digit;
using text::kAllBits;
using text::load_row;
using text::Row;

constexpr std::size_t kClockLength = 8;  // HH:mm:ss

bool are_digits(std::string_view text, std::size_t at, std::size_t count) {
  for (std::size_t i = at; i < at + count; ++i)
    if (!is_digit(text[i])) return false;
  return true;
}

/// `2015-10-09 18:04:22`, with any character between the blank and `T` in between: two rows
/// that overlap.
bool begins_with_date_and_clock(std::string_view text) {
  constexpr std::size_t kLength = 19;
  constexpr Row kLeast[] = {{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0', ' ', '0', '0', ':', '0', '0'},
                            {'0', '-', '0', '0', '-', '0', '0', ' ', '0', '0', ':', '0', '0', ':', '0', '0'}};
  constexpr Row kRange[] = {{9, 9, 9, 9, 0, 9, 9, 0, 9, 9, 'T' - ' ', 9, 9, 0, 9, 9},
                            {9, 0, 9, 9, 0, 9, 9, 'T' - ' ', 9, 9, 0, 9, 9, 0, 9, 9}};
  if (text.size() < kLength) return false;
  const Row front = load_row(text.data()) - kLeast[0], back = load_row(text.data() + 3) - kLeast[1];
  return bits(reinterpret_cast<Row>(front <= kRange[0]) & reinterpret_cast<Row>(back <= kRange[1])) ==
         kAllBits;
}

std::size_t match_fraction(std::string_view text) {
  if (text.size() < 2 || (text[0] != ',' && text[0] != '.') || !is_digit(text[1])) return 0;
  std::size_t end = 2;
  while (end < text.size() && end < 10 && is_digit(text[end])) ++end;
  return end;
}

std::size_t match_zone(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] == 'Z') return 1;
  if (text[0] != '+' && text[0] != '-') return 0;
  const auto digits = [&](std::size_t at) { return text.size() >= at + 2 && are_digits(text, at, 2); };
  if (!digits(1)) return 0;
  if (digits(3)) return 5;
  return text.size() > 3 && text[3] == ':' && digits(4) ? 6 : 3;
}

int two_digits(std::string_view text, std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }

struct Clock {
  std::int64_t milliseconds;  // since midnight
  std::size_t length;
};

Clock read_clock(std::string_view text) {
  const int minutes = two_digits(text, 0) * 60 + two_digits(text, 3);
  std::int64_t milliseconds = (minutes * 60 + two_digits(text, 6)) * std::int64_t{1000};
  const std::size_t fraction = match_fraction(text.substr(kClockLength));
  for (std::size_t digit = 1, unit = 100; digit < fraction && digit <= 3; ++digit, unit /= 10)
    milliseconds += (text[kClockLength + digit] - '0') * static_cast<std::int64_t>(unit);
  return {milliseconds, kClockLength + fraction};
}

/// Milliseconds since the epoch. Days and months beyond their number count on.
std::int64_t date_milliseconds(std::string_view text) {
  using namespace std::chrono;
  const int month_number = two_digits(text, 5);
  year_month month{year{two_digits(text, 0) * 100 + two_digits(text, 2)},
                   std::chrono::month{static_cast<unsigned>(month_number)}};
  if (!month.ok()) month = month.year() / January + months{month_number - 1};
  const sys_days date = sys_days{month / day{1}} + days{two_digits(text, 8) - 1};
  return milliseconds{date.time_since_epoch()}.count();
}

}  // namespace

std::size_t match_date(std::string_view text) {
  return text.size() >= kDateLength && are_digits(text, 0, 4) && text[4] == '-' && are_digits(text, 5, 2) &&
                 text[7] == '-' && are_digits(text, 8, 2)
             ? kDateLength
             : 0;
}

std::size_t match_time_of_day(std::string_view text) {
  if (text.size() < kClockLength || text[2] != ':' || text[5] != ':') return 0;
  if (!are_digits(text, 0, 2) || !are_digits(text, 3, 2) || !are_digits(text, 6, 2)) return 0;
  return kClockLength + match_fraction(text.substr(kClockLength));
}

std::size_t match_date_time(std::string_view text) {
  if (!begins_with_date_and_clock(text)) return 0;
  if (text[kDateLength] != ' ' && text[kDateLength] != 'T') return 0;
  const std::size_t clock_end = kDateLength + 1 + kClockLength;
  const std::size_t end = clock_end + match_fraction(text.substr(clock_end));
  return end + match_zone(text.substr(end));
}

Timestamp read_time_of_day(std::string_view text) { return {read_clock(text).milliseconds, false, false}; }

Timestamp read_date_time(std::string_view text) {
  const Clock clock = read_clock(text.substr(kDateLength + 1));
  Timestamp time{date_milliseconds(text) + clock.milliseconds, true, false};
  const std::string_view zone = text.substr(kDateLength + 1 + clock.length);
  if (const std::size_t length = match_zone(zone); length != 0) {
    time.has_zone = true;
    if (length > 1) {
      const int minutes = two_digits(zone, 1) * 60 + (length > 3 ? two_digits(zone, length - 2) : 0);
      time.milliseconds -= (zone[0] == '-' ? -minutes : minutes) * std::int64_t{60'000};
    }
  }
  return time;
}

}  // namespace culprit::parse
