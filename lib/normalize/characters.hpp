#pragma once

#include "text/ascii.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace culprit::normalization {

/// What the rules ask of a byte, in ASCII alone as in text/ascii.hpp: but from a table, as they ask it of
/// each byte of a message, and one look answers for several ranges.
namespace character {

inline constexpr std::uint8_t kDigit = 1, kLetter = 2, kHexLetter = 4, kSpace = 8, kLabel = 16;

inline constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = '0'; c <= '9'; ++c) classes[c] = kDigit | kLabel;
  for (unsigned c = 'a'; c <= 'z'; ++c) {
    const std::uint8_t letter = kLetter | kLabel | (c <= 'f' ? kHexLetter : 0);
    classes[c] = classes[c - 'a' + 'A'] = letter;
  }
  for (const char c : std::string_view("_-")) classes[static_cast<unsigned char>(c)] = kLabel;
  for (const char c : std::string_view(" \t\n\v\f\r")) classes[static_cast<unsigned char>(c)] = kSpace;
  return classes;
}();

constexpr bool is(char c, std::uint8_t classes) {
  return (kClasses[static_cast<unsigned char>(c)] & classes) != 0;
}

}  // namespace character

using text::is_digit;
using text::is_lower;
using text::is_upper;
using text::to_lower;

constexpr bool is_letter(char c) { return character::is(c, character::kLetter); }
constexpr bool is_alnum(char c) { return character::is(c, character::kLetter | character::kDigit); }
constexpr bool is_hex(char c) { return character::is(c, character::kHexLetter | character::kDigit); }
constexpr bool is_space(char c) { return character::is(c, character::kSpace); }

/// A letter, digit, `_` or `-`: what the labels of a dotted name are made of.
constexpr bool is_label(char c) { return character::is(c, character::kLabel); }

/// A set of ASCII characters, made at compile time: whether it has one costs a shift.
class ByteSet {
public:
  template <std::size_t kSize>
  consteval ByteSet(const char (&members)[kSize]) : ByteSet(std::string_view(members, kSize - 1)) {}
  consteval ByteSet(std::string_view members) {
    for (const char member : members) {
      const auto byte = static_cast<unsigned char>(member);
      if (byte >= 128) throw "not ASCII";
      (byte < 64 ? low_ : high_) |= std::uint64_t{1} << byte % 64;
    }
  }

  constexpr bool has(char c) const {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 128 && ((byte < 64 ? low_ : high_) >> byte % 64 & 1) != 0;
  }

private:
  std::uint64_t low_ = 0, high_ = 0;
};

constexpr bool one_of(char c, ByteSet set) { return set.has(c); }

/// The byte at `at`, or NUL behind the end.
constexpr char byte_at(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

/// The byte before `at`, or NUL at the start.
constexpr char byte_before(std::string_view text, std::size_t at) { return at > 0 ? text[at - 1] : '\0'; }

/// Where the bytes that `belongs` accepts end, from `at` on.
template <typename Belongs>
constexpr std::size_t run_end(std::string_view text, std::size_t at, Belongs belongs) {
  while (at < text.size() && belongs(text[at])) ++at;
  return at;
}

/// Whether `word`, which must be in lower case, stands at `at`, in any case.
constexpr bool matches_lower(std::string_view text, std::size_t at, std::string_view word) {
  if (at > text.size() || text.size() - at < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (to_lower(text[at + i]) != word[i]) return false;
  return true;
}

}  // namespace culprit::normalization
