#pragma once

#include "text/ascii.hpp"
#include "text/row.hpp"

#include <cstddef>
#include <string_view>

namespace culprit::parse {

constexpr bool is_json_number(char c) {
  return text::is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// The first quote or backslash at or behind `at`; the text's size if there is none.
inline std::size_t find_json_special(std::string_view text, std::size_t at) {
  return text::find_in_rows(text, at,
                            [](text::Row row) { return text::equal(row, '"') | text::equal(row, '\\'); });
}

/// Where the string ends whose first character stands at `at`: at its quote, or at
/// the end of the text.
inline std::size_t find_json_string_end(std::string_view text, std::size_t at, bool& has_escapes) {
  has_escapes = false;
  for (;;) {
    at = find_json_special(text, at);
    if (at >= text.size() || text[at] == '"') break;
    has_escapes = true;
    at += 2;
  }
  return at;
}

/// Writes what a string with escapes stands for to `out`, which has room for as many
/// bytes, and returns its end. An unknown escape stays as it is, and one that was cut is left out.
char* decode_json_string(std::string_view escaped, char* out);

}  // namespace culprit::parse
