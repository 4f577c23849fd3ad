#include "normalize/form_memo.hpp"

#include "normalize/characters.hpp"
#include "normalize/identifiers.hpp"
#include "normalize/network.hpp"
#include "normalize/paths.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace culprit::normalization {
namespace {

constexpr std::size_t kUuid = 36;

template <class Word>
Word load(const char* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// Whether two texts begin and end with the same bytes; all there is to it if they are no longer than that.
template <class Word>
bool ends_are_equal(const char* a, const char* b, std::size_t size) {
  const std::size_t last = size - sizeof(Word);
  return load<Word>(a + last) == load<Word>(b + last) && load<Word>(a) == load<Word>(b);
}

/// Whether `text` goes on with `expected` at `at`. Most of what is compared is so short that a call costs
/// more.
inline bool stands_at(std::string_view text, std::size_t at, std::string_view expected) {
  const std::size_t size = expected.size();
  if (text.size() - at < size) return false;
  const char* const is = text.data() + at;
  const char* const should = expected.data();
  if (size >= 8)
    return ends_are_equal<std::uint64_t>(is, should, size) &&
           (size <= 16 || std::memcmp(is + 8, should + 8, size - 16) == 0);
  if (size >= 4) return ends_are_equal<std::uint32_t>(is, should, size);
  if (size >= 2) return ends_are_equal<std::uint16_t>(is, should, size);
  return size == 0 || *is == *should;
}

/// Whether a byte is one of those from `/` to `9`.
constexpr bool has_slash_or_digit(std::uint64_t word) {
  constexpr std::uint64_t kEach = 0x0101010101010101, kHigh = 0x80 * kEach;
  const std::uint64_t low = word & ~kHigh;
  return (((low + (0x80 - '/') * kEach) ^ (low + (0x80 - '9' - 1) * kEach)) & ~word & kHigh) != 0;
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

/// Whether the number stands behind a word in lower case (which a comma may end), a bracket, a quote or `=`,
/// or a blank and another value that may differ; and ends, perhaps with its unit, with a blank, a closing
/// mark or the text; and no rule is at work near it that reads numbers as something else: `HTTP 503`,
/// `SQLState 42000`, `Oct 9 10:11:12`, `9 Oct 10:11:12`.
bool is_number_alone(std::string_view text, const MaskedSpan& span, std::size_t value_end) {
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
  if (!before.ends_with(' ')) return false;
  if (value_end + 1 == span.begin) return true;
  const std::string_view word = before.substr(0, before.size() - (before.ends_with(", ") ? 2 : 1));
  // `Oct`, `Fri`: three letters that begin with a capital.
  return word.size() >= 3 && is_lower(word.back()) && !is_upper(word[word.size() - 3]);
}

/// Whether nothing stands around it that other digits could make one with.
bool is_uuid_alone(std::string_view text, const MaskedSpan& span) {
  const std::size_t end = span.begin + span.length;
  return span.length == kUuid && one_of(byte_before(text, span.begin), " ('\"[=") &&
         (end == text.size() || one_of(text[end], " )'\",;]}") || text.substr(end).starts_with(": "));
}

bool is_path_alone(std::string_view text, const MaskedSpan& span) {
  const std::size_t end = span.begin + span.length;
  return text[span.begin] == '/' && byte_before(text, span.begin) == ' ' &&
         (end == text.size() || text[end] == ' ');
}

}  // namespace

bool FormMemo::may_differ(std::string_view message, const MaskedSpan& span, std::size_t value_end) {
  if (span.begin < kPrefix) return false;
  switch (span.kind) {
    case PlaceholderKind::number: return is_number_alone(message, span, value_end);
    case PlaceholderKind::uuid: return is_uuid_alone(message, span);
    case PlaceholderKind::path: return is_path_alone(message, span);
    default: return false;
  }
}

const MaskedMessage* FormMemo::find(std::string_view message, std::string_view outer) {
  const std::string_view found = std::exchange(found_, {});
  if (message.size() < kPrefix || message.size() > kLongest) return nullptr;
  if (Entry* const next = last_->next) {
    if (outer.data() == found.data() && outer.size() == found.size() && repeats(outer, message)) {
      take_values();
      return &use(*next, message);
    }
    if (matches(*next, message)) return &use(*next, message);
    for (Entry& entry : sets_[next->set].entries)
      if (&entry != next && matches(entry, message)) return &use(entry, message);
  }
  for (Entry& entry : set_of(message).entries)
    if (matches(entry, message)) return &use(entry, message);
  return nullptr;
}

const MaskedMessage& FormMemo::use(Entry& entry, std::string_view message) {
  ++entry.hits;
  if (!entry.is_used) sets_[entry.set].pause /= 2;
  entry.is_used = true;
  if (last_->next != &entry || last_->inner != entry.masked.id) link(*last_, entry);
  last_ = &entry;
  found_ = message;
  return entry.masked;
}

/// Sees whether a message like `entry` repeats one like `next`: the same values between the same texts.
void FormMemo::link(Entry& entry, Entry& next) {
  entry.next = &next;
  entry.inner = 0;
  const std::string_view outer = entry.gaps, inner = next.gaps;
  if (inner.size() > outer.size() || next.values.size() != entry.values.size() || next.values.empty()) return;
  const std::size_t before = std::size_t{entry.values[0].gap} - next.values[0].gap;
  if (before > outer.size() - inner.size() || outer.substr(before, inner.size()) != inner) return;
  for (std::size_t i = 0; i < next.values.size(); ++i) {
    Value value = next.values[i];
    value.gap = static_cast<std::uint16_t>(value.gap + before);
    if (value.capture != kNone && entry.values[i].capture != kNone) value.capture = entry.values[i].capture;
    if (value != entry.values[i]) return;
  }
  entry.inner = next.masked.id;
  entry.before = before;
  entry.behind = outer.size() - inner.size() - before;
}

/// Whether `outer`, which is like the last entry, repeats `message`, which then is like the one that is next.
bool FormMemo::repeats(std::string_view outer, std::string_view message) const {
  return last_->inner == last_->next->masked.id &&
         outer.size() == last_->before + message.size() + last_->behind &&
         outer.substr(last_->before, message.size()) == message;
}

void FormMemo::take_values() {
  for (std::size_t i = 0; i < last_->values.size(); ++i) {
    if (last_->values[i].capture == kNone) continue;
    MaskedMessage& masked = last_->next->masked;
    masked.captures[last_->next->values[i].capture].value =
        last_->masked.captures[last_->values[i].capture].value;
  }
}

void FormMemo::learn(std::string_view message, const MaskedMessage& masked, std::span<const MaskedSpan> spans,
                     std::span<const std::size_t> captured) {
  if (message.size() < kPrefix || message.size() > kLongest) return;
  Set& set = set_of(message);
  if (set.paused++ < set.pause) return;
  set.paused = 0;
  // The one that was of least use makes room; a new one has some time to show its own.
  constexpr std::uint32_t kCredit = 8, kLongestPause = 64;
  Entry& entry = *std::min_element(set.entries.begin(), set.entries.end(),
                                   [](const Entry& a, const Entry& b) { return a.hits < b.hits; });
  if (!entry.gaps.empty() && !entry.is_used) set.pause = std::min(kLongestPause, 2 * set.pause + 1);
  for (Entry& other : set.entries) other.hits /= 2;
  entry.hits = kCredit;
  entry.is_used = false;
  entry.set = static_cast<std::uint16_t>(&set - sets_.data());
  entry.gaps.clear();
  entry.values.clear();
  std::size_t behind = 0, capture = 0;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const MaskedSpan& span = spans[i];
    const bool is_captured = capture < captured.size() && captured[capture] == i;
    const std::size_t own = is_captured ? capture++ : kNone;
    if (!may_differ(message, span, behind)) continue;
    entry.gaps.append(message, behind, span.begin - behind);
    behind = span.begin + span.length;
    Value value{static_cast<std::uint16_t>(entry.gaps.size()), span.kind, false,
                static_cast<std::uint16_t>(own)};
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
  entry.masked.id = ++learned_;
  entry.next = nullptr;
}

bool FormMemo::matches(Entry& entry, std::string_view message) {
  const std::string_view gaps = entry.gaps;
  if (gaps.empty()) return false;
  std::size_t at = 0, gap = 0;
  for (const Value& value : entry.values) {
    const std::size_t size = value.gap - gap;
    if (!stands_at(message, at, gaps.substr(gap, size))) return false;
    gap = value.gap;
    at += size;
    std::size_t length = 0;
    if (value.kind == PlaceholderKind::number) {
      const NumberMatch number = match_plain_number(message, at);
      if (value.capture != kNone)
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

/// Told by what stands in front of the first digit or slash, in words of eight bytes. The last one is
/// left out if it may end with a UUID's first letters.
FormMemo::Set& FormMemo::set_of(std::string_view message) {
  constexpr std::size_t kWord = sizeof(std::uint64_t), kMost = 64;
  const std::size_t words = std::min(message.size(), kMost) / kWord;
  std::uint64_t hash = 0, before = 0;
  for (std::size_t at = 0; at < words * kWord; at += kWord) {
    const std::uint64_t word = load<std::uint64_t>(message.data() + at);
    if (has_slash_or_digit(word)) {
      if (is_hex(byte_before(message, at))) hash = before;
      break;
    }
    before = hash;
    hash = (std::rotl(hash, 32) ^ word) * 0x9E3779B97F4A7C15U;
  }
  return sets_[hash >> 56];
}

}  // namespace culprit::normalization
