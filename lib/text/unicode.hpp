#pragma once

#include <string_view>

/// Code points, and how UTF-16 and UTF-8 write them.
namespace culprit::text {

/// What editors on Windows write in front of UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// What stands for something that is no character.
inline constexpr char32_t kReplacement = 0xfffd;

/// UTF-16 writes what doesn't fit into a unit of 16 bits as a pair of surrogates, the high one first.
constexpr bool is_high_surrogate(char32_t unit) { return unit >= 0xd800 && unit < 0xdc00; }
constexpr bool is_low_surrogate(char32_t unit) { return unit >= 0xdc00 && unit < 0xe000; }
constexpr bool is_surrogate(char32_t unit) { return unit >= 0xd800 && unit < 0xe000; }

constexpr char32_t join_surrogates(char32_t high, char32_t low) {
  return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

/// Writes a code point, which is no surrogate, in UTF-8, and returns where it ends.
inline char* append_utf8(char* out, char32_t code_point) {
  const auto put = [&](char32_t byte) { *out++ = static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xc0 | code_point >> 6);
    put(0x80 | (code_point & 0x3f));
  } else if (code_point < 0x10000) {
    put(0xe0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3f));
    put(0x80 | (code_point & 0x3f));
  } else {
    put(0xf0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3f));
    put(0x80 | (code_point >> 6 & 0x3f));
    put(0x80 | (code_point & 0x3f));
  }
  return out;
}

}  // namespace culprit::text
