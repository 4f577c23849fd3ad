#include "parse/head_line.hpp"

#include "parse/text.hpp"
#include "text/ascii.hpp"
#include "text/row.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace culprit::parse {
namespace {

using text::bits;
using text::equal;
using text::is_digit;
using text::is_upper;
using text::kAllBits;
using text::kRowBytes;
using text::load_row;
using text::Row;

constexpr std::string_view kThreadState = "java.lang.Thread.State";  // in thread dumps

/// The characters of Java identifiers; those beyond ASCII are taken for letters.
constexpr auto kNameChars = [] {
  std::array<bool, 256> chars{};
  for (std::size_t c = 0; c < chars.size(); ++c)
    chars[c] = text::is_alnum(static_cast<char>(c)) || c == '_' || c == '$' || c >= 0x80;
  return chars;
}();

constexpr bool is_name_char(char c) { return kNameChars[static_cast<unsigned char>(c)]; }

/// The length of the dotted name at the start of `text`: no part of it is empty,
/// or begins with a digit.
std::size_t read_name(std::string_view text) {
  std::size_t length = 0;
  for (;;) {
    const std::size_t part = length;
    while (length < text.size() && is_name_char(text[length])) ++length;
    if (length == part || is_digit(text[part])) return part == 0 ? 0 : part - 1;
    if (length == text.size() || text[length] != '.') return length;
    ++length;
  }
}

/// The length of the name of which the first `length` characters are known to be right.
std::size_t end_name(std::string_view text, std::size_t length) {
  const std::size_t known = length;
  while (length < text.size() && is_name_char(text[length])) ++length;
  if (length == known && text[length - 1] == '.') return length - 1;
  if (length == text.size() || text[length] != '.') return length;
  const std::size_t rest = read_name(text.substr(length + 1));
  return rest == 0 ? length : length + 1 + rest;
}

/// The length of a name, a row at a time as long as nothing is odd: most of what isn't a
/// frame begins with a class.
std::size_t name_length(std::string_view text) {
  if (text.empty() || !is_name_char(text[0]) || is_digit(text[0])) return 0;
  const auto are_digits = [](Row row) { return reinterpret_cast<Row>(row - '0' <= 9); };
  std::size_t at = 0;
  for (; at + kRowBytes < text.size(); at += kRowBytes) {
    const Row row = load_row(text.data() + at), next = load_row(text.data() + at + 1);
    const Row dots = equal(row, '.');
    const Row letters = reinterpret_cast<Row>((row | 0x20) - 'a' <= 'z' - 'a');
    const Row others = equal(row, '_') | equal(row, '$') | reinterpret_cast<Row>(row >= 0x80);
    const Row odd = dots & (are_digits(next) | equal(next, '.'));
    const std::uint32_t good = bits((letters | are_digits(row) | others | dots) & ~odd);
    if (good == kAllBits) continue;
    at += static_cast<std::size_t>(std::countr_one(good));
    return at > 0 && text[at - 1] == '.' ? at - 1 : at;
  }
  return at == 0 ? read_name(text) : end_name(text, at);
}

std::string_view simple_name(std::string_view name) {
  const auto* const dot = static_cast<const char*>(::memrchr(name.data(), '.', name.size()));
  return dot == nullptr ? name : name.substr(static_cast<std::size_t>(dot - name.data()) + 1);
}

bool has_throwable_suffix(std::string_view name) {
  // Each length is known when it is compiled, so that nothing is called.
  const auto ends_with = [&]<std::size_t size>(const char(&suffix)[size]) {
    return name.size() >= size && std::memcmp(name.data() + name.size() - (size - 1), suffix, size - 1) == 0;
  };
  return ends_with("Exception") || ends_with("Error") || ends_with("Throwable");
}

HeadRank rank_name(std::string_view name) {
  if (name.empty() || name == kThreadState) return HeadRank::none;
  if (name[0] == '#' || name.find(':') != std::string_view::npos) return HeadRank::named;  // Ruby's
  const std::string_view simple = simple_name(name);
  const bool class_like =
      is_upper(simple[0]) || simple[0] == '$' || static_cast<unsigned char>(simple[0]) >= 0x80;
  if (simple.size() < name.size() && (class_like || has_throwable_suffix(name))) return HeadRank::qualified;
  return has_throwable_suffix(name) ? HeadRank::named : HeadRank::weak;
}

/// The length of the class's name at the start of `text`, Java's or Ruby's.
std::size_t class_length(std::string_view text) {
  const std::size_t length = name_length(text);
  const bool may_be_ruby = text.starts_with('#') || text.substr(length, 2) == "::";
  return may_be_ruby ? std::max(length, ruby_class_length(text)) : length;
}

/// The length of the class in `a.b.SomeException: message`, or 0. Nearly all heads look
/// so; with a blank behind the first colon nothing else can be meant, neither
/// one of Ruby's forms, nor a thread's name in front, nor a name that was wrapped.
std::size_t plain_class_length(std::string_view text) {
  const std::size_t length = name_length(text);
  return length != 0 && text.substr(length).starts_with(": ") ? length : 0;
}

/// What the JVM prints in front of a throwable that ended a thread.
std::string_view without_thread(std::string_view text) {
  constexpr std::string_view kPrefix = "Exception in thread \"";
  constexpr std::size_t kLongestName = 256;  // a text may hold many such prefixes, and no name's end
  if (!text.starts_with('E') || !text.starts_with(kPrefix)) return text;
  const std::size_t quote = text.substr(0, kPrefix.size() + kLongestName).find("\" ", kPrefix.size());
  return quote == std::string_view::npos ? text : text.substr(quote + 2);
}

/// The hash that logstash-logback-encoder can print in front of each throwable: `<#1a2b3c4d> `.
std::string_view without_hash(std::string_view text) {
  constexpr std::string_view kPrefix = "<#";
  constexpr std::size_t kMostDigits = 8;
  if (!text.starts_with(kPrefix)) return text;
  const std::size_t close = text.find_first_not_of("0123456789abcdef", kPrefix.size());
  if (close == kPrefix.size() || close > kPrefix.size() + kMostDigits) return text;
  return text.substr(close).starts_with("> ") ? text.substr(close + 2) : text;
}

/// A head without what may stand in front of its class.
std::string_view without_front(std::string_view text) { return without_hash(without_thread(text)); }

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

/// What follows a class name in a toString() of the common form.
bool ends_name(std::string_view rest) {
  return rest.empty() || rest[0] == '\n' || rest.starts_with(": ") || rest == ":" || rest.starts_with(":\n");
}

/// What stands where there is no message: logback says `null`, JRuby has a sentence. Most messages begin
/// with another letter.
bool is_word_for_none(const HeadText& head) {
  if (!head.message.starts_with('n') && !head.message.starts_with('N')) return false;
  const std::string_view message = trim_end(head.message);
  return message == "null" || (head.class_name == "RuntimeError" && message == "No current exception");
}

/// Class names shorter than this are not wrapped by mail or a terminal.
constexpr std::size_t kNarrowestWrap = 40;

/// A class name that goes on in the next line, wrapped in mid-word.
struct WrappedName {
  std::size_t first = 0;   ///< length of its part in the first line
  std::size_t second = 0;  ///< and in the second; 0 if the name isn't wrapped
};

WrappedName find_wrapped_name(std::string_view text) {
  const std::size_t line_end = text.find('\n');
  if (line_end < kNarrowestWrap || line_end == std::string_view::npos) return {};
  std::size_t first = name_length(text);
  if (first + 1 < line_end) return {};
  if (has_throwable_suffix(text.substr(0, first))) return {};
  if (text.substr(first).starts_with(".\n")) ++first;
  if (first < kNarrowestWrap || first == text.size() || text[first] != '\n') return {};
  const std::string_view next = text.substr(first + 1);
  std::size_t second = 0;
  while (second < next.size() && (is_name_char(next[second]) || next[second] == '.')) ++second;
  if (second == 0 || !ends_name(next.substr(second))) return {};
  const std::string joined = std::string(text.substr(0, first)).append(next.substr(0, second));
  if (name_length(joined) != joined.size() || !has_throwable_suffix(joined)) return {};
  return {first, second};
}

/// The first class in the line that has a package and the ending of a throwable's, at its start or behind a
/// blank. Writers put an exception's text into their message as well: if the line ends with the same text,
/// that is where it stands; so in `failed with a.AException: x, retrying a.AException: x`.
std::size_t find_head_behind_blank(std::string_view line) {
  std::size_t first = std::string_view::npos, last = first, length = 0;
  for (std::size_t at = 0; at < line.size(); at = std::min(line.find(' ', at), line.size() - 1) + 1) {
    const std::string_view tail = line.substr(at);
    const std::string_view name = tail.substr(0, name_length(tail));
    if (!has_throwable_suffix(name) || rank_name(name) != HeadRank::qualified ||
        !ends_name(tail.substr(name.size())))
      continue;
    if (first == std::string_view::npos) {
      first = last = at;
      length = name.size();
    } else if (name == line.substr(first, length)) {
      last = at;
    }
  }
  if (first == last) return first;
  return line.substr(first).starts_with(line.substr(last)) ? last : first;
}

}  // namespace

RankedHead rank_head(std::string_view text, std::span<const ToStringShape> shapes) {
  if (const std::size_t plain = plain_class_length(text); plain != 0)
    return {rank_name(text.substr(0, plain)), static_cast<std::uint32_t>(plain)};
  const std::string_view line = trim_end(without_front(text));
  HeadText head;
  for (const ToStringShape shape : shapes)
    if (shape(line, head)) return {HeadRank::qualified};
  if (const std::size_t plain = plain_class_length(line); plain != 0)
    return {rank_name(line.substr(0, plain))};
  if (is_ruby_uncaught(line)) return {HeadRank::named};
  const std::size_t length = class_length(line);
  const std::string_view name = line.substr(0, length), rest = line.substr(length);
  if (length == 0) return {};
  const HeadRank rank = rank_name(name);
  if (ends_name(rest) || (rest.starts_with("; ") && has_throwable_suffix(name))) return {rank};
  if (rest == "." && length >= kNarrowestWrap)
    return {HeadRank::weak};  // the name may go on in the next line
  // A toString() of the class's own: `Refused{code=7}`.
  return {rank >= HeadRank::named && (rest[0] == '{' || rest[0] == '[') ? rank : HeadRank::none};
}

bool begins_like_class(std::string_view line) {
  const std::string_view name = line.substr(0, name_length(line));
  return !name.empty() && is_upper(name[0]) && std::any_of(name.begin(), name.end(), text::is_lower);
}

HeadText split_plain_head(std::string_view text, std::size_t class_length) {
  HeadText head{text.substr(0, class_length), text.substr(class_length + 2)};
  if (is_word_for_none(head)) head.message = {};
  return head;
}

HeadText split_head(std::string_view text, std::span<const ToStringShape> shapes, std::string& scratch) {
  if (text.starts_with('\n')) text.remove_prefix(1);  // JRuby prints `Caused by:` on a line of its own
  text = without_front(text);
  if (const std::size_t plain = plain_class_length(text); plain != 0) return split_plain_head(text, plain);
  HeadText head;
  for (const ToStringShape shape : shapes)
    if (shape(text, head)) return head;
  if (split_ruby_uncaught(text, head, scratch) || split_ruby_logged(text, head)) return head;

  std::string_view rest;
  if (const WrappedName name = find_wrapped_name(text); name.second != 0) {
    scratch.assign(text.substr(0, name.first)).append(text.substr(name.first + 1, name.second));
    head.class_name = scratch;
    rest = text.substr(name.first + 1 + name.second);
  } else {
    const std::size_t length = class_length(text);
    head.class_name = text.substr(0, length);
    rest = text.substr(length);
    const bool own_form = !rest.empty() && (rest[0] == '{' || rest[0] == '[');
    const bool is_located = rest.starts_with("; ") && has_throwable_suffix(head.class_name);
    if (length == 0 || (!own_form && !is_located && !ends_name(trim_end(rest)))) return {{}, text};
    if (own_form)
      return {rank_name(head.class_name) < HeadRank::named ? std::string_view{} : head.class_name, text};
  }
  // `SAXParseException; lineNumber: 2; columnNumber: 9; message`
  if (rest.starts_with(": ") || rest.starts_with("; ")) head.message = rest.substr(2);
  else if (rest.starts_with(":\n")) head.message = rest.substr(1);
  else if (rest.starts_with("\n")) head.message = rest;
  if (is_word_for_none(head)) head.message = {};
  return head;
}

std::size_t find_head_in_message(std::string_view message, std::span<const ToStringShape> shapes,
                                 bool frames_follow) {
  const std::string_view line = trim_end(first_line(message));
  const bool is_head = rank_head(line, shapes).rank >= HeadRank::named;
  if (frames_follow)
    if (const std::size_t at = find_head_behind_blank(line);
        at != std::string_view::npos && (!is_head || line.starts_with(line.substr(at))))
      return at;
  if (is_head) return 0;
  for (std::size_t at = line.find(": "); at != std::string_view::npos; at = line.find(": ", at + 2)) {
    const std::string_view tail = line.substr(at + 2);
    const std::size_t length = name_length(tail);
    if (length != 0 && has_throwable_suffix(tail.substr(0, length)) &&
        rank_head(tail, shapes).rank == HeadRank::qualified)
      return at + 2;
  }
  return std::string_view::npos;
}

bool ends_thread(std::string_view line) { return without_thread(line).size() < line.size(); }

bool is_wrapped_name(std::string_view line, std::string_view next) {
  line = trim_end(line);
  if (name_length(line) + 1 < line.size()) return false;  // nearly always, and nothing need be put together
  return find_wrapped_name(std::string(line).append("\n").append(next)).second != 0;
}

}  // namespace culprit::parse
