#include "parse/date_time.hpp"

#include <culprit/timestamp.hpp>

#include <fmt/format.h>

#include <chrono>
#include <cstddef>
#include <iterator>

namespace culprit {
namespace {

constexpr std::int64_t kDay = 86'400'000;

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// With zeros in front. Events are full of times: format() takes ten times as long.
void append_digits(std::string& text, unsigned number, std::size_t width) {
  const std::size_t begin = text.size();
  text.append(width, '0');
  for (std::size_t at = begin + width; at-- > begin; number /= 10)
    text[at] = static_cast<char>('0' + number % 10);
}

}  // namespace

std::string to_iso8601(Timestamp time) {
  const std::int64_t behind = time.milliseconds % kDay;
  const std::int64_t day = time.milliseconds / kDay - (behind < 0 ? 1 : 0);
  const auto rest = static_cast<unsigned>(behind + (behind < 0 ? kDay : 0));
  std::string text;
  if (time.has_date) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    const int year = static_cast<int>(date.year());
    if (year >= 0 && year <= 9999) append_digits(text, static_cast<unsigned>(year), 4);
    else fmt::format_to(std::back_inserter(text), "{:04}", year);
    append_digits(text += '-', static_cast<unsigned>(date.month()), 2);
    append_digits(text += '-', static_cast<unsigned>(date.day()), 2);
    text += 'T';
  }
  append_digits(text, rest / 3'600'000, 2);
  append_digits(text += ':', rest / 60'000 % 60, 2);
  append_digits(text += ':', rest / 1000 % 60, 2);
  append_digits(text += '.', rest % 1000, 3);
  if (time.has_date && time.has_zone) text += 'Z';
  return text;
}

std::optional<Timestamp> parse_iso8601(std::string_view text) {
  text = trim(text);
  // The parser of log headers wants seconds; people leave them out.
  std::string full(text);
  const std::size_t clock = parse::match_date(text) != 0 ? parse::kDateLength : 0;
  if (clock == text.size() && clock != 0) {
    full += "T00:00:00";
  } else {
    const std::size_t minutes_end = (clock == 0 ? 0 : clock + 1) + 5;
    const bool has_seconds = text.size() > minutes_end && text[minutes_end] == ':';
    if (text.size() >= minutes_end && !has_seconds) full.insert(minutes_end, ":00");
  }
  const bool dated = clock != 0;
  const std::size_t length = dated ? parse::match_date_time(full) : parse::match_time_of_day(full);
  if (length == 0 || length != full.size()) return std::nullopt;
  // A day or an hour that doesn't exist is read as another one.
  constexpr std::size_t kSeconds = 8;
  const std::string wall = full.substr(0, (dated ? parse::kDateLength + 1 : 0) + kSeconds);
  std::string printed = to_iso8601(dated ? parse::read_date_time(wall) : parse::read_time_of_day(wall));
  printed.resize(wall.size());
  if (dated) printed[parse::kDateLength] = wall[parse::kDateLength];
  if (printed != wall) return std::nullopt;
  return dated ? parse::read_date_time(full) : parse::read_time_of_day(full);
}

}  // namespace culprit
