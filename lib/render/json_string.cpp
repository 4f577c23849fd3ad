#include "render/json_string.hpp"

#include "render/code_point.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace culprit::render {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

constexpr std::uint64_t repeat(unsigned char byte) { return 0x0101010101010101ULL * byte; }

/// The length of the front of `text` that stands in JSON as it is and is ASCII.
/// Eight bytes are looked at together: one of them is below a bound, or equals
/// a value, if a subtraction borrows from its highest bit.
std::size_t plain_length(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    const std::uint64_t quote = bytes ^ repeat('"'), backslash = bytes ^ repeat('\\');
    const std::uint64_t special =
        bytes | (bytes - repeat(0x20)) | (quote - repeat(1)) | (backslash - repeat(1));
    if ((special & repeat(0x80)) != 0) break;
  }
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\') break;
  }
  return at;
}

void append_escape(std::string& json, char c) {
  constexpr std::string_view kHexadecimal = "0123456789abcdef";
  switch (c) {
    case '\n': json += "\\n"; break;
    case '\t': json += "\\t"; break;
    case '\r': json += "\\r"; break;
    case '"': json += "\\\""; break;
    case '\\': json += "\\\\"; break;
    default: {
      const auto byte = static_cast<unsigned char>(c);
      json.append("\\u00").append(1, kHexadecimal[byte >> 4]).append(1, kHexadecimal[byte & 15U]);
    }
  }
}

}  // namespace

void append_json_string(std::string& json, std::string_view text) {
  json += '"';
  for (;;) {
    const std::size_t plain = plain_length(text);
    json.append(text, 0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const CodePoint code_point = first_code_point(text);
    if (code_point.length == 1) append_escape(json, text[0]);
    else if (code_point.length == 0) json += kReplacement;
    else json.append(text, 0, code_point.length);
    text.remove_prefix(code_point.length == 0 ? 1 : code_point.length);
  }
  json += '"';
}

}  // namespace culprit::render
