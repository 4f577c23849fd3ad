#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace culprit::parse {

constexpr bool is_json_number(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// The first quote or backslash at or behind `at`; the text's size if there is none.
inline std::size_t find_json_special(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const auto hits = static_cast<unsigned>(
        _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash))));
    if (hits != 0) return at + static_cast<std::size_t>(std::countr_zero(hits));
  }
#endif
  while (at < text.size() && text[at] != '"' && text[at] != '\\') ++at;
  return at;
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
  return std::min(at, text.size());
}

/// Writes what a string with escapes stands for to `out`, which has room for as many
/// bytes, and returns its end. An unknown escape stays as it is, and one that was cut is left out.
char* decode_json_string(std::string_view escaped, char* out);

}  // namespace culprit::parse
