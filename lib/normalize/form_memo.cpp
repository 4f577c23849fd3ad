#include "normalize/form_memo.hpp"

#include "normalize/characters.hpp"
#include "normalize/identifiers.hpp"
#include "normalize/network.hpp"
#include "normalize/paths.hpp"

#include <algorithm>
#include <cstring>

namespace culprit::normalization {
namespace {

constexpr std::size_t kUuid = 36;

constexpr bool is_lower(char c) { return is_letter(c) && !is_upper(c); }

/// Whether `text` goes on with `expected` at `at`. Most of what is compared is a few bytes, for
/// which a call costs more.
inline bool stands_at(std::string_view text, std::size_t at, std::string_view expected) {
  const std::size_t size = expected.size();
  if (text.size() - at < size) return false;
  const char* const is = text.data() + at;
  const char* const should = expected.data();
  if (size < sizeof(std::uint64_t)) {
    for (std::size_t i = 0; i < size; ++i)
      if (is[i] != should[i]) return false;
    return true;
  }
  const auto differ = [&](std::size_t offset) {
    std::uint64_t a, b;
    std::memcpy(&a, is + offset, sizeof a);
    std::memcpy(&b, should + offset, sizeof b);
    return a ^ b;
  };
  std::uint64_t difference = differ(size - sizeof difference);
  for (std::size_t offset = 0; offset + sizeof difference <= size; offset += sizeof difference)
    difference |= differ(offset);
  return difference == 0;
}

/// Whether `before` is a word and a hyphen, and no number behind it makes a UUID, a network card's address, a
/// date or a name of them: `aaaa-123456789012`, `aa-bb-cc-dd-ee-12`, `9-Oct-2015`, `sha-256`.
bool ends_with_joined_word(std::string_view before) {
  if (!before.ends_with('-')) return false;
  std::size_t letters = 0;
  while (letters + 1 < before.size() && is_letter(before[before.size() - 2 - letters])) ++letters;
  const bool is_whole = letters + 1 == before.size() || !is_digit(before[before.size() - 2 - letters]);
  return is_whole && (letters == 1 || letters >= 5);
}

/// Whether the number stands behind a word in lower case, a bracket, a quote or `=`, and ends, perhaps
/// with its unit, with a blank, a closing mark or the text; and no rule is at work near it that reads numbers
/// as something else: `HTTP 503`, `SQLState 42000`, `Oct 9 10:11:12`, `9 Oct 2015 10:11:12`.
bool is_number_alone(std::string_view text, const MaskedSpan& span) {
  constexpr std::size_t kNear = 48;
  if (match_plain_number(text, span.begin).length != span.length) return false;
  const std::size_t number_end = span.begin + span.length;
  const std::size_t end = number_end + match_attached_second(text, number_end);
  const char behind = byte_at(text, end);
  if (end != text.size() && !one_of(behind, " )'\",")) return false;
  if (behind == ' ' && is_upper(byte_at(text, end + 1))) return false;
  const std::string_view before = text.substr(0, span.begin);
  const std::string_view near = before.substr(before.size() - std::min(before.size(), kNear));
  if (near.find("HTTP") != std::string_view::npos || near.find("SQL") != std::string_view::npos) return false;
  if (one_of(before.back(), "(='\"") || ends_with_joined_word(before)) return true;
  if (before.back() != ' ' || !is_lower(before[before.size() - 2])) return false;
  // `Oct`, `Fri`: three letters that begin with a capital.
  return !is_upper(before[before.size() - 4]);
}

/// Whether nothing stands around it that other digits could make one with.
bool is_uuid_alone(std::string_view text, const MaskedSpan& span) {
  const std::size_t end = span.begin + span.length;
  return span.length == kUuid && one_of(byte_before(text, span.begin), " ('\"[=") &&
         (end == text.size() || one_of(text[end], " )'\",;]}"));
}

bool is_path_alone(std::string_view text, const MaskedSpan& span) {
  const std::size_t end = span.begin + span.length;
  return text[span.begin] == '/' && byte_before(text, span.begin) == ' ' &&
         (end == text.size() || text[end] == ' ');
}

}  // namespace

bool FormMemo::may_differ(std::string_view message, const MaskedSpan& span) {
  if (span.begin < kPrefix) return false;
  switch (span.kind) {
    case PlaceholderKind::number: return is_number_alone(message, span);
    case PlaceholderKind::uuid: return is_uuid_alone(message, span);
    case PlaceholderKind::path: return is_path_alone(message, span);
    default: return false;
  }
}

const MaskedMessage* FormMemo::find(std::string_view message) {
  if (message.size() < kPrefix || message.size() > kLongest) return nullptr;
  Set& set = set_of(message);
  for (Entry& entry : set.entries) {
    if (entry.values.empty() || !matches(entry, message)) continue;
    ++entry.hits;
    if (!entry.is_used) set.pause /= 2;
    entry.is_used = true;
    return &entry.masked;
  }
  return nullptr;
}

void FormMemo::learn(std::string_view message, const MaskedMessage& masked,
                     std::span<const MaskedSpan> spans) {
  if (message.size() < kPrefix || message.size() > kLongest) return;
  if (std::none_of(spans.begin(), spans.end(),
                   [&](const MaskedSpan& span) { return may_differ(message, span); }))
    return;
  Set& set = set_of(message);
  if (set.paused++ < set.pause) return;
  set.paused = 0;
  // The one that was of least use makes room; a new one has some time to show its own.
  constexpr std::uint32_t kCredit = 8, kLongestPause = 64;
  Entry& entry = *std::min_element(set.entries.begin(), set.entries.end(),
                                   [](const Entry& a, const Entry& b) { return a.hits < b.hits; });
  if (!entry.values.empty() && !entry.is_used) set.pause = std::min(kLongestPause, 2 * set.pause + 1);
  for (Entry& other : set.entries) other.hits /= 2;
  entry.hits = kCredit;
  entry.is_used = false;
  entry.gaps.clear();
  entry.values.clear();
  std::size_t behind = 0, captures = 0;
  for (const MaskedSpan& span : spans) {
    const std::size_t capture = captures;
    captures += span.kind == PlaceholderKind::number;
    if (!may_differ(message, span)) continue;
    entry.gaps.append(message, behind, span.begin - behind);
    behind = span.begin + span.length;
    Value value{static_cast<std::uint16_t>(entry.gaps.size()), span.kind, false,
                static_cast<std::uint16_t>(capture)};
    if (span.kind == PlaceholderKind::number) {
      const UnitMatch unit = match_unit(message, behind);
      value.has_decimals = match_plain_number(message, span.begin).has_decimals;
      value.factor = unit.factor;
      value.divisor = unit.divisor;
    }
    entry.values.push_back(value);
  }
  entry.gaps.append(message.substr(behind));
  entry.masked = masked;
}

bool FormMemo::matches(Entry& entry, std::string_view message) {
  const std::string_view gaps = entry.gaps;
  std::size_t at = 0, gap = 0;
  for (const Value& value : entry.values) {
    const std::size_t size = value.gap - gap;
    if (!stands_at(message, at, gaps.substr(gap, size))) return false;
    gap = value.gap;
    at += size;
    std::size_t length = 0;
    if (value.kind == PlaceholderKind::number) {
      const NumberMatch number = match_plain_number(message, at);
      entry.masked.captures[value.capture].value = number.value * value.factor / value.divisor;
      if (number.has_decimals != value.has_decimals) return false;
      length = number.length;
    } else if (value.kind == PlaceholderKind::uuid) {
      length = match_uuid(message, at);
    } else if (byte_at(message, at) == '/' && match_ipv4(message, at + 1) == 0) {
      length = match_path(message, at, false);
    }
    if (length == 0) return false;
    at += length;
  }
  const std::string_view rest = gaps.substr(gap);
  return message.size() - at == rest.size() && stands_at(message, at, rest);
}

FormMemo::Set& FormMemo::set_of(std::string_view message) {
  std::uint32_t prefix = 0;
  std::memcpy(&prefix, message.data(), sizeof prefix);
  return sets_[(prefix * 0x9E3779B1U) >> 24];
}

}  // namespace culprit::normalization
