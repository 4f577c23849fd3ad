#pragma once

#include "parse/layout.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

/// What header lines are made of: each of these takes a piece off the front of a
/// text, if it stands there.
namespace culprit::parse {

inline constexpr char kEscape = '\x1b';

/// Threads and loggers have names of some dozen letters: what is longer is no header.
inline constexpr std::size_t kLongestField = 512;

/// The length of the colour escapes (`ESC [ 31 m`) at the start of `text`.
std::size_t escapes_length(std::string_view text);

inline void skip_escapes(std::string_view& text) {
  if (!text.empty() && text[0] == kEscape) text.remove_prefix(escapes_length(text));
}

inline void skip_blanks(std::string_view& text) {
  while (!text.empty() && text[0] == ' ') text.remove_prefix(1);
}

/// bare_value() of a text that may be padded or coloured.
std::string_view strip_value(std::string_view text);

/// A field's value without the padding and the colours around it. Most have none.
inline std::string_view bare_value(std::string_view text) {
  const auto is_bare = [&](char first, char last) {
    return first != ' ' && first != kEscape && last != ' ' && last != 'm';  // as each escape ends
  };
  return text.empty() || is_bare(text.front(), text.back()) ? text : strip_value(text);
}

/// Whether a field may have this value: what Element::without says.
inline bool may_hold(const Element& element, std::string_view value) {
  if (element.without == Element::Without::nothing) return true;
  return value.find(' ') == std::string_view::npos &&
         (element.without == Element::Without::blanks || value.find('.') == std::string_view::npos);
}

/// Stores a field's value, or the message, unless nobody asks for it.
inline void store(const Element& element, std::string_view value, HeaderFields& fields) {
  switch (element.kind) {
    case Element::Kind::thread: fields.thread = value; break;
    case Element::Kind::logger: fields.logger = value; break;
    case Element::Kind::message: fields.message = value; break;
    case Element::Kind::context:
      if (!value.empty()) fields.context.push_back({element.text, value});
      break;
    default: break;
  }
}

/// A literal in which escapes stand, or whose last blanks are missing at the end of the line.
bool take_altered_literal(std::string_view& text, std::string_view literal);

inline bool take_literal(std::string_view& text, std::string_view literal) {
  if (!text.starts_with(literal)) return take_altered_literal(text, literal);
  text.remove_prefix(literal.size());
  return true;
}

/// A literal behind something that may be padded.
bool take_literal_behind_padding(std::string_view& text, std::string_view literal);

/// A name of `names`, or by default of any dialect, in capitals; and the padding in front of it.
std::optional<Level> take_any_level(std::string_view& text, std::span<const LevelName> names);

/// Four letters as one word, to be compared at once.
constexpr std::uint32_t word4(const char (&text)[5]) {
  return std::bit_cast<std::uint32_t>(std::array<char, 4>{text[0], text[1], text[2], text[3]});
}

/// INFO, WARN or ERROR in front of a blank or a quote: a shortcut for what
/// nearly all records have.
inline std::optional<Level> take_common_level(std::string_view& text) {
  if (text.size() < 6) return std::nullopt;
  std::uint32_t word;
  std::memcpy(&word, text.data(), sizeof word);
  const bool five = word == word4("ERRO") && text[4] == 'R';
  const std::size_t length = five ? 5 : 4;
  if (text[length] != ' ' && text[length] != '\'') return std::nullopt;
  text.remove_prefix(length);
  if (five) return Level::error;
  if (word == word4("INFO")) return Level::info;
  if (word == word4("WARN")) return Level::warn;
  text = std::string_view(text.data() - length, text.size() + length);
  return std::nullopt;
}

/// A level by its usual name, and the padding in front of it.
inline std::optional<Level> take_level(std::string_view& text) {
  if (const auto level = take_common_level(text)) return level;
  return take_any_level(text, {});
}

}  // namespace culprit::parse
