#include "parse/trace_line.hpp"

#include "parse/ruby.hpp"
#include "parse/text.hpp"
#include "text/ascii.hpp"

#include <algorithm>
#include <limits>

namespace culprit::parse {
namespace {

using text::is_digit;

using Kind = TraceLine::Kind;

/// Blanks, and the marks that mail puts in front of quoted lines.
std::size_t indent_length(std::string_view line) {
  std::size_t length = 0;
  while (length < line.size()) {
    const char c = line[length];
    const bool quote =
        c == '>' && (length + 1 == line.size() || line[length + 1] == ' ' || line[length + 1] == '>');
    if (c != ' ' && c != '\t' && !quote) break;
    ++length;
  }
  return length;
}

/// `(RateSpec.kt:18)` at the end. Names of methods in Kotlin and Scala may hold
/// parentheses, and blanks in front of them.
bool ends_with_place(std::string_view text) {
  const std::size_t open = text.rfind('('), colon = text.rfind(':');
  return open != std::string_view::npos && colon != std::string_view::npos && colon > open + 1 &&
         text.ends_with(')') && colon + 2 < text.size() &&
         text.find_first_not_of("0123456789", colon + 1) == text.size() - 1;
}

/// A frame behind its `at `. Prose may be indented and begin with "at" as well,
/// so the form is checked: something in parentheses at the end, then perhaps
/// the jar; or, where the line was cut, a dotted name and nothing else.
bool is_frame(std::string_view text) {
  text = trim_end(text);
  const std::size_t open = text.find('(');
  if (open == 0) return false;
  if (open == std::string_view::npos)
    return text.find(' ') == std::string_view::npos && std::count(text.begin(), text.end(), '.') >= 2;
  const std::string_view name = text.substr(0, open);
  if (name.find('.') == std::string_view::npos || name.find(": ") != std::string_view::npos) return false;
  if (name.ends_with(' ')) return ends_with_place(text);
  const std::size_t close = text.find(')', open);
  if (close == std::string_view::npos) return true;  // cut or wrapped
  const std::string_view behind = text.substr(close + 1);
  return behind.empty() || behind.starts_with(" [") || behind.starts_with(" ~[") || text.back() == ')';
}

bool take(std::string_view& text, std::string_view keyword) {
  if (!text.starts_with(keyword)) return false;
  text.remove_prefix(keyword.size());
  return true;
}

/// A file as JRuby names it in a frame; `localhost` in `listening at localhost:8080` is none.
bool is_jruby_file(std::string_view text) {
  if (text.find("://") != std::string_view::npos) return false;
  if (text.starts_with('/') || text.substr(0, text.find(' ')).find('/') != std::string_view::npos)
    return true;
  if (text.find(' ') != std::string_view::npos) return false;
  for (const std::string_view end : {".rb", ".java", ".ru", ".gen", ")", ">"})
    if (text.ends_with(end)) return true;
  return text.empty() || text == "-e";
}

/// JRuby prints `  method at file.rb:12` for an error that nobody caught. The
/// method may have no name, and where there is no line, its number is negative.
bool is_jruby_frame(std::string_view text) {
  text = trim_end(text);
  if (const std::size_t at = text.find(" at "); !text.starts_with("at ")) {
    if (at == std::string_view::npos) return false;
    text.remove_prefix(at + 1);
  }
  take(text, "at ");
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return false;
  std::string_view number = text.substr(colon + 1);
  take(number, "-");
  return !number.empty() && std::all_of(number.begin(), number.end(), is_digit) &&
         is_jruby_file(text.substr(0, colon));
}

/// A place and nothing behind it.
bool is_ruby_frame(std::string_view text) {
  text = trim_end(text);
  return !text.empty() && ruby_place_length(text) == text.size();
}

/// `from ` and a place; numbered where the most recent call comes last: `2: from path:12:in 'm'`.
bool is_ruby_caller(std::string_view text) {
  if (const std::size_t digits = text.find_first_not_of("0123456789");
      digits != 0 && digits != std::string_view::npos && text.substr(digits).starts_with(": from "))
    text.remove_prefix(digits + 2);
  return take(text, "from ") && is_ruby_frame(text);
}

}  // namespace

std::optional<std::uint32_t> read_elided(std::string_view text) {
  text = trim_end(text);
  if (text.empty()) return 1;
  constexpr std::string_view kSuppressed = "suppressed ";
  if (text.starts_with(kSuppressed)) text.remove_prefix(kSuppressed.size());
  std::size_t digits = 0;
  std::uint64_t value = 0;
  for (; digits < text.size() && is_digit(text[digits]); ++digits)
    value = value * 10 + static_cast<std::uint64_t>(text[digits] - '0');
  if (digits == 0 || digits > 10 || digits == text.size() || text[digits] != ' ') return std::nullopt;
  const auto count =
      static_cast<std::uint32_t>(std::min<std::uint64_t>(value, std::numeric_limits<std::uint32_t>::max()));
  const std::string_view words = text.substr(digits + 1);
  if (words.empty()) return std::nullopt;
  static constexpr std::string_view kForms[] = {
      "more", "common frames omitted", "lines", "frames excluded", "frames truncated", "levels..."};
  for (const std::string_view form : kForms)
    if (words.front() == form.front() && (words.starts_with(form) || form.starts_with(words))) return count;
  return std::nullopt;
}

TraceLine read_trace_line(std::string_view line) {
  const std::size_t indent = indent_length(line);
  TraceLine result{Kind::text, static_cast<std::uint32_t>(indent), 0, line.substr(indent)};
  std::string_view& rest = result.rest;
  if (rest.empty()) {
    result.kind = Kind::blank;
    return result;
  }
  std::string_view behind = rest;
  switch (rest[0]) {
    case 'a':
      if (indent > 0 && take(behind, "at ") && is_frame(behind)) result.kind = Kind::frame;
      break;
    case '.':
      if (const auto elided = take(behind, "... ") ? read_elided(behind) : std::nullopt) {
        result.kind = Kind::elided;
        result.elided = *elided;
      }
      break;
    case 'C':
      if (take(behind, "Caused by: ")) result.kind = Kind::caused_by;
      else if (take(behind, "Causing: ")) result.kind = Kind::wrapped_by;  // as Dropwizard says
      if (trim_end(rest) == "Caused by:") {  // JRuby prints a Java exception's cause on the next line
        result.kind = Kind::caused_by;
        behind = {};
      }
      break;
    case 'S':
      if (take(behind, "Suppressed: ")) result.kind = Kind::suppressed;
      break;
    case 'W':
      if (take(behind, "Wrapped by: ")) result.kind = Kind::wrapped_by;
      break;
    case '[':
      if (rest.starts_with("[CIRCULAR REFERENCE:")) result.kind = Kind::circular;
      break;
    default: break;
  }
  if (result.kind != Kind::text) {
    rest = behind;
  } else if (is_ruby_frame(rest)) {
    result.kind = Kind::ruby_frame;
  } else if (is_ruby_caller(rest)) {
    result.kind = Kind::ruby_caller;
  } else if (indent >= 2 && is_jruby_frame(rest)) {
    result.kind = Kind::jruby_frame;
  }
  return result;
}

}  // namespace culprit::parse
