#include "normalize/mask_memo.hpp"

#include "normalize/characters.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace culprit::normalization {
namespace {

constexpr bool is_lower(char c) { return is_letter(c) && !is_upper(c); }

/// A number of digits and perhaps one decimal point, where nothing around it
/// could make something else of other digits: no sign, unit or name touches it,
/// a word in lower case or an opening bracket stands before it, and no capital or
/// slash that begins a month, `HTTP/1.1 503` or the like is near.
bool is_plain_number(std::string_view text, const MaskedSpan& span) {
  constexpr std::size_t kNear = 40;
  const std::string_view number = text.substr(span.begin, span.length);
  if (number.find_first_not_of("0123456789.") != std::string_view::npos ||
      std::count(number.begin(), number.end(), '.') > 1)
    return false;
  const char behind = byte_at(text, span.begin + span.length);
  if (!one_of(behind, " )'\"") && span.begin + span.length != text.size()) return false;
  const std::string_view before = text.substr(0, span.begin);
  if (before.size() < 2 ||
      !(before.back() == '(' || (before.back() == ' ' && is_lower(before[before.size() - 2]))))
    return false;
  const std::string_view near = before.substr(before.size() - std::min(before.size(), kNear));
  return std::none_of(near.begin(), near.end(), [](char c) { return is_upper(c) || c == '/'; });
}

/// A UUID that no sign or comparator stands before, which a digit would follow.
bool is_plain_uuid(std::string_view text, const MaskedSpan& span) {
  return span.length == 36 && one_of(byte_before(text, span.begin), " ('\"[");
}

constexpr std::size_t kRow = 16;
using Row [[gnu::vector_size(kRow)]] = unsigned char;

Row load(const char* bytes) {
  Row row;
  std::memcpy(&row, bytes, kRow);
  return row;
}

bool all(Row comparison) {
  std::uint64_t halves[2];
  std::memcpy(halves, &comparison, kRow);
  return (halves[0] & halves[1]) == ~std::uint64_t{0};
}

/// Calls `check` with the offsets of rows that cover `size` bytes. The last one overlaps, and comes
/// first: messages begin alike more often than they end alike.
template <class Check>
bool all_rows(std::size_t size, Check&& check) {
  Row good = check(size - kRow);
  if (!all(good)) return false;
  for (std::size_t at = 0; at + kRow < size; at += kRow) good &= check(at);
  return all(good);
}

Row are_hex(Row row) {
  return reinterpret_cast<Row>(row - '0' <= 9) | reinterpret_cast<Row>((row | 0x20) - 'a' <= 5);
}

/// The value of digits and perhaps a decimal point. Up to 17 of them are exact in
/// 64 bits; so it is what match_number() says.
double plain_value(std::string_view text, std::size_t begin, std::size_t length) {
  constexpr std::size_t kExact = 17;
  if (length > kExact) return match_number(text, begin).value;
  constexpr std::array<double, kExact + 1> kPowers = {1e0, 1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,
                                                      1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17};
  std::uint64_t digits = 0;
  std::size_t behind_point = length;
  for (std::size_t i = 0; i < length; ++i) {
    const char c = text[begin + i];
    if (c == '.') behind_point = i + 1;
    else digits = digits * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return static_cast<double>(digits) / kPowers[length - behind_point];
}

}  // namespace

const MaskedMessage* MaskMemo::find(std::string_view message) {
  if (message.size() < kShortest || message.size() > kLongest) return nullptr;
  Set& set = set_of(message);
  const auto found = std::find_if(set.entries.begin(), set.entries.end(),
                                  [&](const Entry& entry) { return matches(entry, message); });
  if (found == set.entries.end()) return nullptr;
  Entry& entry = *found;
  for (const Number& number : entry.numbers) {
    const double value = plain_value(message, number.begin, number.length);
    entry.masked.captures[number.capture].value = value * number.unit.factor / number.unit.divisor;
  }
  return &entry.masked;
}

void MaskMemo::learn(std::string_view message, const MaskedMessage& masked,
                     std::span<const MaskedSpan> spans) {
  if (message.size() < kShortest || message.size() > kLongest) return;
  Set& set = set_of(message);
  Entry& entry = set.entries[set.oldest];
  set.oldest = (set.oldest + 1) % kWays;
  entry.least = message;
  entry.range.assign(message.size(), '\0');
  entry.numbers.clear();
  entry.uuids.clear();
  entry.masked = masked;
  std::size_t capture = 0;
  for (const MaskedSpan& span : spans) {
    const bool is_number = span.kind == PlaceholderKind::number;
    if (is_number && is_plain_number(message, span)) {
      entry.numbers.push_back(
          {span.begin, span.length, match_unit(message, span.begin + span.length), capture});
    } else if (span.kind == PlaceholderKind::uuid && is_plain_uuid(message, span)) {
      entry.uuids.push_back({span.begin, span.length});
    }
    capture += is_number;
  }
  for (const Number& number : entry.numbers)
    for (std::size_t i = number.begin; i < number.begin + number.length; ++i)
      if (is_digit(message[i])) entry.vary(i, '0', 9);
  for (const Uuid& uuid : entry.uuids)
    for (std::size_t i = uuid.begin; i < uuid.begin + uuid.length; ++i)
      if (is_alnum(message[i])) entry.vary(i, '\0', 255);
}

bool MaskMemo::matches(const Entry& entry, std::string_view message) {
  if (entry.least.size() != message.size()) return false;
  const auto fits = [&](std::size_t at) {
    return reinterpret_cast<Row>(load(message.data() + at) - load(entry.least.data() + at) <=
                                 load(entry.range.data() + at));
  };
  if (!all_rows(message.size(), fits)) return false;
  // A UUID's hexadecimal digits are no single range; its dashes are equal already.
  const auto is_uuid = [&](const Uuid& uuid) {
    return all_rows(uuid.length, [&](std::size_t at) {
      return are_hex(load(message.data() + uuid.begin + at)) |
             reinterpret_cast<Row>(load(entry.range.data() + uuid.begin + at) == 0);
    });
  };
  return std::all_of(entry.uuids.begin(), entry.uuids.end(), is_uuid);
}

MaskMemo::Set& MaskMemo::set_of(std::string_view message) {
  const auto byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(message[i])}; };
  return sets_[(message.size() * 7 + byte(0) + byte(message.size() - 1) * 3) % kSets];
}

}  // namespace culprit::normalization
