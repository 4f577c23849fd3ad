#include "parse/date_option.hpp"

#include "text/ascii.hpp"

#include <algorithm>

namespace culprit::parse {
namespace {

using Kind = Element::Kind;

/// log4j2's names for formats, as far as they aren't forms of ISO 8601's.
struct NamedFormat {
  std::string_view name;
  std::string_view pattern;
};
constexpr NamedFormat kNamedFormats[] = {
    {"COMPACT", "yyyyMMddHHmmssSSS"},
    {"DATE", "dd MMM yyyy HH:mm:ss,SSS"},
    {"DATE_PERIOD", "dd MMM yyyy HH:mm:ss.SSS"},
    {"ISO8601_BASIC", "yyyyMMdd'T'HHmmss,SSS"},
    {"ISO8601_BASIC_PERIOD", "yyyyMMdd'T'HHmmss.SSS"},
    {"ISO8601_OFFSET_DATE_TIME_HH", "yyyy-MM-dd'T'HH:mm:ss,SSSX"},
    {"US_MONTH_DAY_YEAR2_TIME", "MM/dd/yy HH:mm:ss.SSS"},
    {"US_MONTH_DAY_YEAR4_TIME", "MM/dd/yyyy HH:mm:ss.SSS"},
};

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// `UTC`, `GMT+8`, `Europe/Berlin`, `+01:00`, … A zone's letters are capitals,
/// and they are not all the same one, as those of `SSS` are.
bool is_zone(std::string_view text) {
  if (text.empty()) return false;
  if (text.find('/') != std::string_view::npos) return text::is_upper(text[0]);
  if (text[0] == '+' || text[0] == '-') return true;
  return text.size() > 2 && text::is_upper(text[0]) && text::is_upper(text[1]) &&
         text.find_first_not_of(text[0]) != std::string_view::npos;
}

bool is_quoted(std::string_view text) { return text.size() > 1 && text[0] == '"' && text.back() == '"'; }

Element date_element(std::string_view format) {
  // Which separators these names mean is different from framework to framework.
  if (format.empty() || format == "STRICT" || format.starts_with("DEFAULT")) return {Kind::date_time};
  if (format.starts_with("ABSOLUTE")) return {Kind::time_of_day};
  Element element{Kind::date};
  if (format == "UNIX") {
    element.format = DateFormat::unix_seconds();
    return element;
  }
  if (format == "UNIX_MILLIS") {
    element.format = DateFormat::unix_milliseconds();
    return element;
  }
  const auto* const named = std::ranges::find(kNamedFormats, format, &NamedFormat::name);
  if (named == std::end(kNamedFormats) && format.starts_with("ISO8601")) return {Kind::date_time};
  element.text = named == std::end(kNamedFormats) ? format : named->pattern;
  element.format = DateFormat(element.text);
  return element;
}

}  // namespace

DateOption read_date_option(std::string_view option, std::string_view second_option) {
  std::string_view format = trim(option), zone = trim(second_option);
  // What stands behind the last comma may belong to the pattern, as in `ss,SSS`.
  // Newer versions of logback also take a language behind the zone.
  if (const std::size_t comma = format.rfind(','); comma != std::string_view::npos && !is_quoted(format)) {
    const std::string_view before = trim(format.substr(0, comma)), behind = trim(format.substr(comma + 1));
    if (is_zone(behind)) {
      zone = behind;
      format = before;
    } else if (const std::size_t second = before.rfind(',');
               second != std::string_view::npos && is_zone(trim(before.substr(second + 1)))) {
      zone = trim(before.substr(second + 1));
      format = trim(before.substr(0, second));
    }
  }
  if (is_quoted(format)) format = format.substr(1, format.size() - 2);
  return {date_element(format), std::string(zone)};
}

}  // namespace culprit::parse
