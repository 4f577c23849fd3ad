#include "pattern.hpp"

#include <array>
#include <charconv>
#include <cstdint>

namespace culprit::bench {
namespace {

constexpr auto kHexPairs = [] {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<char, 512> pairs{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    pairs[2 * byte] = digits[byte >> 4];
    pairs[2 * byte + 1] = digits[byte & 15];
  }
  return pairs;
}();

void append_number(std::size_t number, std::string& out) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, static_cast<std::size_t>(end - digits));
}

void append_seconds(Random& random, std::string& out) {
  const std::size_t milliseconds = random.between(5000, 9999);
  const char text[] = {
      static_cast<char>('0' + milliseconds / 1000), '.', static_cast<char>('0' + milliseconds / 100 % 10),
      static_cast<char>('0' + milliseconds / 10 % 10), static_cast<char>('0' + milliseconds % 10)};
  out.append(text, sizeof text);
}

}  // namespace

void append_uuid(Random& random, std::string& out) {
  char text[36];
  char* to = text;
  std::uint64_t bits = 0;
  for (int byte = 0; byte < 16; ++byte) {
    if (byte % 8 == 0) bits = random.bits();
    if (byte == 4 || byte == 6 || byte == 8 || byte == 10) *to++ = '-';
    const std::size_t pair = 2 * (bits & 255);
    *to++ = kHexPairs[pair];
    *to++ = kHexPairs[pair + 1];
    bits >>= 8;
  }
  text[14] = '4';  // version
  text[19] = 'a';  // variant
  out.append(text, sizeof text);
}

void append_message(std::string_view pattern, std::string_view reason, Random& random, std::string& out) {
  for (;;) {
    const std::size_t percent = pattern.find('%');
    out.append(pattern.substr(0, percent));
    if (percent == std::string_view::npos) return;
    switch (pattern[percent + 1]) {
      case 'n': append_number(1 + random.below(std::size_t{1} << random.between(3, 14)), out); break;
      case 's': append_seconds(random, out); break;
      case 'u': append_uuid(random, out); break;
      case 'r': out.append(reason); break;
    }
    pattern.remove_prefix(percent + 2);
  }
}

std::string template_of(std::string_view pattern, std::string_view reason_template) {
  std::string result;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      result += pattern[i];
      continue;
    }
    switch (pattern[++i]) {
      case 'n':
      case 's': result += 'N'; break;
      case 'u': result += "<uuid>"; break;
      case 'r': result += reason_template; break;
    }
  }
  return result;
}

}  // namespace culprit::bench
