#include "normalize/identifiers.hpp"

#include "normalize/characters.hpp"
#include "text/row.hpp"

#include <algorithm>
#include <array>

namespace culprit::normalization {

namespace {

using text::kRowBytes;
using text::Row;

constexpr std::string_view kUuid = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

/// Not 0 where the bytes differ from that part of a UUID.
Row unlike_uuid(const char* bytes, std::size_t part) {
  const Row row = text::load_row(bytes + part), shape = text::load_row(kUuid.data() + part);
  const auto is_hex = reinterpret_cast<Row>(row - '0' < 10) | reinterpret_cast<Row>((row | 0x20) - 'a' < 6);
  const Row is_dash = text::equal(row, '-');
  return (is_dash ^ text::equal(shape, '-')) | ~(is_hex | is_dash);
}

}  // namespace

std::size_t match_uuid(std::string_view text, std::size_t at) {
  if (byte_at(text, at + 8) != '-' || text.size() - at < kUuid.size()) return 0;
  if (is_alnum(byte_at(text, at + kUuid.size()))) return 0;
  // All bytes together: a branch for each costs many times as much.
  const char* const bytes = text.data() + at;
  const Row wrong =
      unlike_uuid(bytes, 0) | unlike_uuid(bytes, kRowBytes) | unlike_uuid(bytes, kUuid.size() - kRowBytes);
  return text::bits(wrong) == 0 ? kUuid.size() : 0;
}

std::size_t match_java_identity(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 8;  // of an int
  constexpr std::size_t kCertain = 6;  // jane@cafe is no object
  const char before = byte_before(text, at);
  if (!is_alnum(before) && !one_of(before, "];_$")) return 0;
  std::size_t length = 0;
  bool digit = false;
  for (char c; length <= kLongest && is_hex(c = byte_at(text, at + 1 + length)) && !is_upper(c); ++length)
    digit |= is_digit(c);
  if (length == 0 || length > kLongest || is_alnum(byte_at(text, at + 1 + length))) return 0;
  return digit || length >= kCertain ? length + 1 : 0;
}

std::size_t match_hex(std::string_view text, std::size_t at) {
  constexpr std::size_t kShortest = 6;
  const bool prefixed = text[at] == '0' && to_lower(byte_at(text, at + 1)) == 'x';
  const std::size_t begin = at + (prefixed ? 2 : 0);
  bool digit = false, letter = false;
  std::size_t end = begin;
  for (; end < text.size() && is_hex(text[end]); ++end) (is_digit(text[end]) ? digit : letter) = true;
  if (is_alnum(byte_at(text, end))) return 0;
  if (prefixed) return end > begin ? end - at : 0;
  return digit && letter && end - begin >= kShortest ? end - at : 0;
}

std::size_t match_opaque_id(std::string_view text, std::size_t at) {
  constexpr std::size_t kShortest = 10;
  constexpr int kFewestChanges = 3;
  int changes = 0;
  std::size_t end = at;
  for (; end < text.size() && is_alnum(text[end]); ++end)
    if (end > at && is_digit(text[end]) != is_digit(text[end - 1])) ++changes;
  return end - at >= kShortest && changes >= kFewestChanges ? end - at : 0;
}

bool is_java_name(std::string_view name) {
  constexpr auto kRoots =
      std::to_array<std::string_view>({"com", "org", "net", "io", "java", "javax", "jakarta", "jdk", "sun",
                                       "edu", "gov", "de", "fr", "kotlin", "scala"});
  const std::string_view root = name.substr(0, name.find('.'));
  return std::find(kRoots.begin(), kRoots.end(), root) != kRoots.end();
}

std::size_t match_java_package(std::string_view text, std::size_t at) {
  constexpr auto is_package = [](char c) { return (is_alnum(c) && !is_upper(c)) || c == '_'; };
  if (is_label(byte_before(text, at)) || byte_before(text, at) == '.') return 0;
  std::size_t end = at;
  while (is_letter(byte_at(text, end))) {
    const std::size_t label_end = run_end(text, end, is_package);
    if (label_end == end || byte_at(text, label_end) != '.') break;
    end = label_end + 1;
  }
  return end > at && is_java_name(text.substr(at, end - at)) ? end - at : 0;
}

}  // namespace culprit::normalization
