#include "parse/ruby.hpp"

#include "parse/text.hpp"
#include "text/ascii.hpp"

#include <algorithm>
#include <utility>

namespace culprit::parse {
namespace {

using text::is_digit;

/// What isn't ASCII is taken for a letter.
constexpr bool is_name_letter(char c) { return text::is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

/// The length of a constant, `Errno`: it begins with an upper-case letter, which
/// may as well be one beyond ASCII.
std::size_t constant_length(std::string_view text) {
  if (text.empty() || !is_name_letter(text[0]) || text::is_lower(text[0])) return 0;
  const auto end = std::find_if_not(text.begin(), text.end(),
                                    [](char c) { return is_name_letter(c) || is_digit(c) || c == '_'; });
  return static_cast<std::size_t>(end - text.begin());
}

bool is_class(std::string_view text) { return !text.empty() && ruby_class_length(text) == text.size(); }

/// Where `:in ` stands behind a path and a line; npos if there is none. Blanks in
/// a path are told from prose only if the path is absolute.
std::size_t find_in(std::string_view text) {
  constexpr std::string_view kIn = ":in ";
  if (text.starts_with('/') || text.substr(0, 3).ends_with(":/")) return text.find(kIn);
  const std::size_t behind = text.find(' ') + 1;
  return behind >= kIn.size() && text.substr(0, behind).ends_with(kIn) ? behind - kIn.size()
                                                                       : std::string_view::npos;
}

/// The text without what Ruby prints to highlight it; put together in `scratch`
/// if there is any. Colours of the message's own stay.
std::string_view without_highlight(std::string_view text, std::string& scratch) {
  if (text.find('\x1b') == std::string_view::npos) return text;
  scratch.clear();
  while (!text.empty()) {
    std::size_t length = 0;
    for (const std::string_view escape : {"\x1b[1m", "\x1b[1;4m", "\x1b[m"})
      if (text.starts_with(escape)) length = escape.size();
    if (length == 0) scratch += text[length++];
    text.remove_prefix(length);
  }
  return scratch;
}

/// The length of the place that Ruby prints in front of an error, `:` and the
/// message; whose first line may be empty.
std::size_t uncaught_place_length(std::string_view line) {
  const std::size_t length = ruby_place_length(line);
  const std::string_view rest = line.substr(length);
  return rest == ":" || rest.starts_with(": ") ? length : 0;
}

/// Where ` (ArgumentError)` at the end of `line` begins; npos if there is none.
std::size_t find_class_behind(std::string_view line) {
  const std::size_t open = line.rfind('(');
  if (open == std::string_view::npos || !line.ends_with(')')) return std::string_view::npos;
  if (!is_class(line.substr(open + 1, line.size() - open - 2))) return std::string_view::npos;
  if (open == 0) return 0;  // an empty message, whose blank is gone
  return line[open - 1] == ' ' ? open - 1 : std::string_view::npos;
}

HeadText split_class_behind(std::string_view line, std::size_t at) {
  const std::size_t open = line.find('(', at);
  return {line.substr(open + 1, line.size() - open - 2), line.substr(0, at)};
}

/// Adds the lines behind the class to the message in front of it.
void join_message(HeadText& head, std::string_view more, std::string& scratch) {
  const std::size_t length = head.class_name.size();
  std::string joined;
  joined.append(head.class_name).append(head.message).append(more);
  scratch = std::move(joined);  // the views may be into it
  head.class_name = std::string_view(scratch).substr(0, length);
  head.message = std::string_view(scratch).substr(length);
}

/// `NoMethodError - message`
bool split_class_before(std::string_view text, HeadText& head) {
  const std::size_t length = ruby_class_length(text);
  if (length == 0 || !text.substr(length).starts_with(" - ")) return false;
  head = {text.substr(0, length), text.substr(length + 3)};
  return true;
}

}  // namespace

std::size_t ruby_place_length(std::string_view text) {
  const std::size_t in = find_in(text);
  if (in == std::string_view::npos || in + 4 >= text.size()) return 0;
  if (text[in + 4] != '`' && text[in + 4] != '\'') return 0;
  std::size_t digits = in;
  while (digits > 0 && is_digit(text[digits - 1])) --digits;
  if (digits == in || digits < 2 || text[digits - 1] != ':') return 0;
  return text.find('\'', in + 5) + 1;
}

std::size_t ruby_class_length(std::string_view text) {
  constexpr std::string_view kAnonymous = "#<Class:0x";
  if (text.starts_with(kAnonymous)) {
    const std::size_t close = text.find_first_not_of("0123456789abcdef", kAnonymous.size());
    return close != std::string_view::npos && text[close] == '>' ? close + 1 : 0;
  }
  std::size_t length = 0;
  for (;;) {
    const std::size_t part = constant_length(text.substr(length));
    if (part == 0) return 0;
    length += part;
    if (!text.substr(length).starts_with("::")) return length;
    length += 2;
  }
}

bool split_ruby_uncaught(std::string_view text, HeadText& head, std::string& scratch) {
  const std::size_t place = uncaught_place_length(text.substr(0, text.find('\n')));
  if (place == 0) return false;
  const std::string_view frame = text.substr(0, place);
  text = text.substr(place + 1);
  if (text.starts_with(' ')) text.remove_prefix(1);
  text = without_highlight(text, scratch);
  const std::size_t line_end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, line_end), more = text.substr(line_end);
  if (const std::size_t at = find_class_behind(line); at != std::string_view::npos) {
    head = split_class_behind(line, at);
    if (!trim_end(more).empty()) join_message(head, more, scratch);
  } else if (line == "unhandled exception") {
    head = {"RuntimeError", {}};  // Ruby's words for one without a message
  } else if (is_class(line)) {
    head = {line, {}};
  } else {
    head = {{}, text};
  }
  head.frames = 1;
  head.frame = frame;
  return true;
}

bool split_ruby_logged(std::string_view text, HeadText& head) { return split_class_before(text, head); }

bool split_ruby_message(std::string_view message, HeadText& head, std::string& scratch) {
  if (split_ruby_uncaught(message, head, scratch)) return true;
  message = trim_end(message);
  if (const std::size_t at = find_class_behind(message); at != std::string_view::npos) {
    head = split_class_behind(message, at);
    return true;
  }
  if (!split_class_before(message, head)) return false;
  if (head.message.ends_with(':')) head.message.remove_suffix(1);
  return true;
}

bool is_jruby_uncaught(std::string_view line) {
  const std::size_t length = ruby_class_length(line);
  return length != 0 && (line.substr(length) == ":" || line.substr(length).starts_with(": "));
}

bool is_ruby_introduction(std::string_view line) {
  constexpr std::string_view kBold = "\x1b[1m";
  if (line.starts_with(kBold)) line.remove_prefix(kBold.size());
  line = trim_end(line);
  return line == "Traceback (most recent call last):" || line == "Traceback\x1b[m (most recent call last):";
}

bool is_ruby_uncaught(std::string_view line) { return uncaught_place_length(line) != 0; }

}  // namespace culprit::parse
