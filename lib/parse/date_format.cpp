#include "parse/date_format.hpp"

#include "text/ascii.hpp"

#include <culprit/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <span>

namespace culprit::parse {
namespace {

// Letters of ours, for what Java's don't say.
constexpr char kUnixSeconds = '\1';
constexpr char kUnixMilliseconds = '\2';

constexpr std::int64_t kMinute = 60'000;

using text::is_digit;
using text::is_letter;
using text::to_lower;

constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
constexpr std::string_view kWeekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                          "friday", "saturday", "sunday"};
constexpr std::string_view kHalves[] = {"am", "pm"};

/// The zones whose short names mean one thing only, in minutes east of Greenwich.
struct ZoneName {
  std::string_view name;
  int minutes;
};
constexpr ZoneName kZoneNames[] = {
    {"UTC", 0},    {"GMT", 0},    {"Z", 0},      {"UT", 0},      {"WET", 0},    {"WEST", 60},  {"CET", 60},
    {"CEST", 120}, {"EET", 120},  {"EEST", 180}, {"MSK", 180},   {"JST", 540},  {"EST", -300}, {"EDT", -240},
    {"CDT", -300}, {"MST", -420}, {"MDT", -360}, {"PST", -480},  {"PDT", -420}, {"HST", -600}, {"NZST", 720},
    {"NZDT", 780}, {"AEST", 600}, {"AEDT", 660}, {"AKST", -540}, {"AKDT", -480}};

bool begins_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(),
                                                   [](char a, char b) { return a == to_lower(b); });
}

/// Takes one of these names: whole, or its first three letters. Its length, or 0.
std::size_t find_name(std::span<const std::string_view> names, std::string_view text, std::size_t& index) {
  constexpr std::size_t kShort = 3;
  for (index = 0; index < names.size(); ++index) {
    const std::string_view name = names[index];
    if (begins_ignoring_case(text, name)) return name.size();
    if (begins_ignoring_case(text, name.substr(0, kShort))) return std::min(kShort, name.size());
  }
  return 0;
}

std::size_t count_digits(std::string_view text, std::size_t most) {
  std::size_t count = 0;
  while (count < std::min(most, text.size()) && is_digit(text[count])) ++count;
  return count;
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// `Z`, `+01`, `+0100` or `+01:00`: its length, or 0.
std::size_t find_offset(std::string_view text, int& minutes) {
  if (text.empty()) return 0;
  minutes = 0;
  if (text[0] == 'Z') return 1;
  if ((text[0] != '+' && text[0] != '-') || count_digits(text.substr(1), 2) != 2) return 0;
  minutes = static_cast<int>(number(text.substr(1, 2))) * 60;
  std::size_t length = 3;
  const std::size_t colon = text.size() > length && text[length] == ':' ? 1 : 0;
  if (text.size() > length + colon && count_digits(text.substr(length + colon), 2) == 2) {
    minutes += static_cast<int>(number(text.substr(length + colon, 2)));
    length += colon + 2;
  }
  if (text[0] == '-') minutes = -minutes;
  return length;
}

/// `CET`, `GMT+01:00`, `Europe/Berlin`: its length, or 0.
std::size_t find_zone_name(std::string_view text, std::optional<int>& minutes) {
  if (!text.empty() && !is_letter(text[0])) {
    int offset = 0;
    const std::size_t length = find_offset(text, offset);
    minutes = offset;
    return length;
  }
  std::size_t length = 0;
  while (length < text.size() && (is_letter(text[length]) || text[length] == '/' || text[length] == '_'))
    ++length;
  const std::string_view name = text.substr(0, length);
  const auto* const known = std::ranges::find(kZoneNames, name, &ZoneName::name);
  if (known != std::end(kZoneNames)) minutes = known->minutes;
  if (int offset = 0; minutes == 0 && name != "Z" && length < text.size() && text[length] != 'Z')
    if (const std::size_t more = find_offset(text.substr(length), offset); more != 0) {
      minutes = offset;
      length += more;
    }
  return length;
}

/// A blank, also one at which no line breaks: JDK 20 and later put U+202F in front of AM and PM.
std::size_t find_blank(std::string_view text) {
  for (const std::string_view blank : {" ", "\u202f", "\u00a0"})
    if (text.starts_with(blank)) return blank.size();
  return 0;
}

}  // namespace

struct DateFormat::Fields {
  int year = 1970;
  int month = 1;
  int day = 1;
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  std::int64_t millisecond = 0;
  bool afternoon = false;
  bool twelve_hours = false;
  std::optional<int> offset_minutes{};
  std::optional<std::int64_t> unix_milliseconds{};
};

DateFormat::DateFormat(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (c == '\'') {
      i = add_quoted(pattern, i);
    } else if (is_letter(c)) {
      const std::size_t width = std::min(pattern.find_first_not_of(c, i), pattern.size()) - i;
      add_letters(c, width);
      i += width;
    } else {
      add_text(c);
      ++i;
    }
  }
  const auto has = [&](char letter) {
    return std::ranges::find(parts_, letter, &Part::letter) != parts_.end();
  };
  has_date_ = has('y') && ((has('M') && has('d')) || has('D'));
}

/// Adds what is quoted at `at`: `'T'`, `'o''clock'`, or `''` for a quote. Returns where it ends.
std::size_t DateFormat::add_quoted(std::string_view pattern, std::size_t at) {
  const std::size_t begin = at + 1;
  for (at = begin; at < pattern.size(); ++at) {
    const bool is_quote = pattern[at] == '\'';
    const bool is_doubled = is_quote && pattern.substr(at + 1).starts_with('\'');
    if (is_quote && !is_doubled) {
      if (at == begin) add_text('\'');
      return at + 1;
    }
    add_text(pattern[at]);
    if (is_doubled) ++at;
  }
  throw Error(fmt::format("the quote in the date pattern \"{}\" isn't closed", pattern));
}

DateFormat DateFormat::unix_seconds() {
  DateFormat format;
  format.parts_ = {{kUnixSeconds, 10}};
  format.has_date_ = true;
  return format;
}

DateFormat DateFormat::unix_milliseconds() {
  DateFormat format;
  format.parts_ = {{kUnixMilliseconds, 13}};
  format.has_date_ = true;
  return format;
}

void DateFormat::add_text(char c) {
  if (parts_.empty() || parts_.back().letter != 0) parts_.push_back({});
  parts_.back().text += c;
}

void DateFormat::add_letters(char letter, std::size_t width) {
  constexpr std::size_t kMostDigits = 9;
  if (width > kMostDigits)
    throw Error(fmt::format("'{}' stands {} times; no number of a time has so many digits", letter, width));
  constexpr std::size_t kNamed = 3;
  switch (letter) {
    case 'u':
      if (width == 1) throw Error("a day's number in its week ('u') tells no time; write 'y' for the year");
      [[fallthrough]];
    case 'Y': letter = 'y'; break;
    case 'L': letter = 'M'; break;
    case 'e':
    case 'c':
      if (width < kNamed) throw Error(fmt::format("a day's number in its week ('{}') tells no time", letter));
      letter = 'E';
      break;
    case 'x': letter = 'X'; break;
    case 'v':
    case 'V':
    case 'O': letter = 'z'; break;
    case 'n': letter = 'S'; break;
    case 'B': letter = 'a'; break;
    case 'Z':
      if (width == 4) letter = 'z';
      break;
    default:
      if (std::string_view("yMdDHhkKmsSaEXzZ").find(letter) == std::string_view::npos)
        throw Error(
            fmt::format("'{}' is no letter of Java's date patterns that tells a time; "
                        "put text into quotes: '{}'",
                        letter, std::string(width, letter)));
  }
  parts_.push_back({letter, width});
}

/// Takes a part off the front of `text`: its length, or 0.
std::size_t DateFormat::parse_part(const Part& part, std::string_view text, Fields& fields) {
  constexpr std::size_t kNamed = 3;
  // A number has as many digits as its letters, and a single letter one or two.
  const auto digits = [&](std::size_t least, std::size_t most) {
    const std::size_t count = count_digits(text, most);
    return count >= least ? count : 0;
  };
  const auto read = [&](std::size_t count, auto& field) {
    if (count != 0)
      field = static_cast<std::remove_reference_t<decltype(field)>>(number(text.substr(0, count)));
    return count;
  };
  const std::size_t most = std::max<std::size_t>(part.width, 2);
  switch (part.letter) {
    case 'y': {
      const std::size_t width = part.width == 2 ? 2 : 4;
      const std::size_t count = read(digits(width, width), fields.year);
      if (width == 2) fields.year += 2000;
      return count;
    }
    case 'M': {
      if (part.width < kNamed) return read(digits(part.width, most), fields.month);
      std::size_t index = 0;
      std::size_t length = find_name(kMonths, text, index);
      // `Sept` is how newer locales of English shorten it.
      if (length == kNamed && begins_ignoring_case(text, "sept")) ++length;
      fields.month = static_cast<int>(index) + 1;
      return length;
    }
    case 'd': return read(digits(part.width, most), fields.day);
    case 'D': return read(digits(part.width, kNamed), fields.day);
    case 'H': return read(digits(part.width, most), fields.hour);
    case 'k': {
      const std::size_t count = read(digits(part.width, most), fields.hour);
      fields.hour %= 24;
      return count;
    }
    case 'K':
    case 'h': fields.twelve_hours = true; return read(digits(part.width, most), fields.hour);
    case 'm': return read(digits(part.width, most), fields.minute);
    case 's': return read(digits(part.width, most), fields.second);
    case 'S': {
      // SimpleDateFormat prints all milliseconds, however few letters there are.
      const std::size_t count = digits(part.width, std::max(part.width, kNamed));
      fields.millisecond = 0;
      for (std::size_t i = 0, unit = 100; i < std::min(count, kNamed); ++i, unit /= 10)
        fields.millisecond += (text[i] - '0') * static_cast<std::int64_t>(unit);
      return count;
    }
    case 'a': {
      std::size_t index = 0;
      const std::size_t length = find_name(kHalves, text, index);
      fields.afternoon = index == 1;
      return length;
    }
    case 'E': {
      std::size_t index = 0;
      return find_name(kWeekdays, text, index);
    }
    case 'X':
    case 'Z': {
      int minutes = 0;
      const std::size_t length = find_offset(text, minutes);
      fields.offset_minutes = minutes;
      return length;
    }
    case 'z': return find_zone_name(text, fields.offset_minutes);
    case kUnixSeconds:
    case kUnixMilliseconds: {
      const std::size_t count = digits(part.width, part.width);
      fields.unix_milliseconds = number(text.substr(0, count)) * (part.letter == kUnixSeconds ? 1000 : 1);
      return count;
    }
    default: break;
  }
  std::size_t length = 0;
  for (const char c : part.text) {
    const std::string_view rest = text.substr(std::min(length, text.size()));
    const std::size_t taken = c == ' ' ? find_blank(rest) : rest.starts_with(c) ? 1 : 0;
    if (taken == 0) return 0;
    length += taken;
  }
  return length;
}

DateFormat::Match DateFormat::parse(std::string_view text, Fields& fields) const {
  std::size_t at = 0;
  for (const Part& part : parts_) {
    const std::size_t length = parse_part(part, text.substr(at), fields);
    if (length == 0) return {0, at};
    at += length;
  }
  return {at, at};
}

DateFormat::Match DateFormat::match(std::string_view text) const {
  Fields fields;
  return parse(text, fields);
}

Timestamp DateFormat::read(std::string_view text) const {
  using namespace std::chrono;
  Fields fields;
  parse(text, fields);
  if (fields.unix_milliseconds) return {*fields.unix_milliseconds, true, true};
  if (fields.twelve_hours) fields.hour = fields.hour % 12 + (fields.afternoon ? 12 : 0);
  const std::int64_t clock =
      (fields.hour * 60 + fields.minute) * kMinute + fields.second * 1000 + fields.millisecond;
  if (!has_date_) return {clock, false, false};
  const year_month_day month_begin = (year{fields.year} / January + months{fields.month - 1}) / 1;
  const sys_days date = sys_days(month_begin) + days{fields.day - 1};
  Timestamp time{milliseconds{date.time_since_epoch()}.count() + clock, true, false};
  if (fields.offset_minutes) {
    time.has_zone = true;
    time.milliseconds -= *fields.offset_minutes * kMinute;
  }
  return time;
}

std::bitset<256> DateFormat::may_begin() const {
  std::bitset<256> bytes;
  if (parts_.empty()) return bytes;
  const Part& first = parts_.front();
  if (first.letter == 0) {
    bytes.set(static_cast<unsigned char>(first.text[0]));
    return bytes;
  }
  // Capitals alone: with small letters most lines that are no headers would have to be looked at closely.
  const auto set_initials = [&](std::span<const std::string_view> names) {
    for (const std::string_view name : names) bytes.set(static_cast<unsigned char>(name[0] - 'a' + 'A'));
  };
  switch (first.letter) {
    case 'E': set_initials(kWeekdays); break;
    case 'a':
      set_initials(kHalves);
      for (const std::string_view half : kHalves) bytes.set(static_cast<unsigned char>(half[0]));
      break;
    case 'M':
      if (first.width > 2) {
        set_initials(kMonths);
        break;
      }
      [[fallthrough]];
    default:
      for (std::size_t c = 0; c < bytes.size(); ++c) {
        const bool is_zone = first.letter == 'z' || first.letter == 'X' || first.letter == 'Z';
        const bool is_text = is_letter(static_cast<char>(c)) || c == '+' || c == '-';
        bytes[c] = is_zone ? is_text : is_digit(static_cast<char>(c));
      }
  }
  return bytes;
}

}  // namespace culprit::parse
