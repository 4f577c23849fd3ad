#include "parse/layout.hpp"

#include "parse/date_time.hpp"
#include "parse/header_matcher.hpp"
#include "parse/header_regex.hpp"
#include "parse/header_text.hpp"
#include "parse/plain_header.hpp"

namespace culprit::parse {
namespace {

using Kind = Element::Kind;

/// A level, if the literal behind it follows: a header does not end there.
std::optional<Level> match_level(std::string_view text, const Element* element) {
  const auto level = take_level(text);
  if (!level) return std::nullopt;
  skip_escapes(text);
  const std::string_view behind = element[1].text;
  return text.starts_with(behind) || take_literal_behind_padding(text, behind) ? level : std::nullopt;
}

/// A field, the literal behind it, and a level: a thread's name may hold the
/// literal itself (`pool [3] x`), so it ends where a level follows.
std::optional<Level> match_field_and_level(std::string_view text, const Element* element) {
  const std::string_view literal = element[1].text;
  const std::string_view window = text.substr(0, kLongestField);
  for (std::size_t at = 0; (at = window.find(literal[0], at)) != std::string_view::npos; ++at) {
    std::string_view rest = text;
    rest.remove_prefix(at);
    if (!take_literal(rest, literal)) continue;
    skip_escapes(rest);
    if (const auto level = match_level(rest, element + 2)) return level;
  }
  return std::nullopt;
}

Timestamp read_time(const Layout& layout, std::string_view text) {
  const Element& element = layout.elements[layout.time];
  Timestamp time = element.kind == Kind::date_time     ? read_date_time(text)
                   : element.kind == Kind::time_of_day ? read_time_of_day(text)
                                                       : element.format.read(text);
  if (layout.in_utc) time.has_zone = time.has_date;
  return time;
}

void clear(HeaderFields& fields) {
  fields.thread = fields.logger = fields.message = {};
  fields.context.clear();
}

/// Stores the values of the elements from `begin` to in front of `end`.
void store(const Layout& layout, std::size_t begin, std::size_t end, const HeaderMatcher::Values& values,
           HeaderFields& fields) {
  for (std::size_t i = begin; i < end; ++i) store(layout.elements[i], values[i], fields);
}

}  // namespace

std::optional<HeaderStart> match_start(const Layout& layout, std::string_view line) {
  HeaderMatcher matcher(layout);
  std::string_view rest = line;
  if (!matcher.match(0, layout.fixed, rest)) return std::nullopt;
  skip_escapes(rest);
  return HeaderStart{line.size() - rest.size(), layout.rest, matcher.level(),
                     layout.elements.data() + layout.fixed};
}

std::optional<Level> match_rest(const Layout& layout, std::string_view line, const HeaderStart& start) {
  std::string_view rest = line;
  rest.remove_prefix(start.bytes);
  if (start.rest == Layout::Rest::level) return match_level(rest, start.next);
  if (start.rest == Layout::Rest::field_and_level) return match_field_and_level(rest, start.next);
  if (start.rest == Layout::Rest::nothing) return start.level;
  if (start.rest == Layout::Rest::regex) return layout.regex->match(line);
  HeaderMatcher matcher(layout);
  if (!matcher.match(layout.fixed, layout.required, rest)) return std::nullopt;
  return matcher.level() == Level::unknown ? start.level : matcher.level();
}

std::optional<MatchedHeader> match_header(const Layout& layout, std::string_view line) {
  const auto start = match_start(layout, line);
  const auto level = start ? match_rest(layout, line, *start) : std::nullopt;
  return level ? std::optional(MatchedHeader{*start, *level}) : std::nullopt;
}

std::optional<Level> take_level_line(std::string_view& line) {
  std::string_view rest = line;
  const auto level = take_any_level(rest, {});
  if (!level || !take_literal(rest, ":")) return std::nullopt;
  if (rest.starts_with(' ')) rest.remove_prefix(1);
  line = rest;
  return level;
}

std::optional<Timestamp> header_time(const Layout& layout, std::string_view line) {
  if (layout.regex) return layout.regex->time(line);
  if (layout.time == Layout::kNone) return std::nullopt;
  // Most begin with it.
  if (layout.time == 0 && layout.elements[0].kind == Kind::date_time)
    if (const std::size_t length = match_date_time(line); length != 0)
      return read_time(layout, line.substr(0, length));
  HeaderMatcher::Values values;
  const std::size_t end = layout.time < layout.fixed ? layout.fixed : layout.required;
  if (!HeaderMatcher(layout, &values).match(0, end, line)) return std::nullopt;
  return read_time(layout, values[layout.time]);
}

void locate_fields(const Layout& layout, std::string_view line, std::size_t start_bytes,
                   HeaderFields& fields) {
  clear(fields);
  if (layout.regex) {
    layout.regex->locate(line, fields);
    return;
  }
  if (locate_plain_fields(layout, line, start_bytes, fields)) return;
  clear(fields);
  // What made it a header is settled; it is matched as it was then.
  const std::size_t required = layout.required, all = layout.elements.size();
  HeaderMatcher::Values values;
  if (!HeaderMatcher(layout, &values).match(0, required, line)) return;
  store(layout, 0, required, values, fields);
  if (required == all) return;
  for (const bool loose : {false, true}) {
    std::string_view text = line;
    if (!HeaderMatcher(layout, &values, loose).match(required, all, text)) continue;
    store(layout, required, all, values, fields);
    return;
  }
  // Not written by this layout to its end: a message without logger.
  skip_escapes(line);
  skip_blanks(line);
  fields.message = line;
}

}  // namespace culprit::parse
