#include "normalize/masker.hpp"

#include "normalize/characters.hpp"
#include "normalize/codes.hpp"
#include "normalize/identifiers.hpp"
#include "normalize/network.hpp"
#include "normalize/numbers.hpp"
#include "normalize/paths.hpp"
#include "normalize/sql.hpp"
#include "normalize/times.hpp"
#include "normalize/values.hpp"

#include <algorithm>
#include <limits>

namespace culprit::normalization {
namespace {

// A message is read word by word; a word ends at white space, a quote, a
// bracket and the like. The bytes of a word are hints to the rules that may
// apply to it: most words have none, and are passed over in one go.
// A stop is a byte that ends a word, or gives a hint other than kLetter and kOther; stops.cpp has the same
// set.
enum Hint : std::uint8_t {
  kDigit = 1,
  kAt = 2,
  kSlash = 4,
  kColon = 8,
  kDot = 16,
  kOther = 32,
  kLetter = 64,
  kBreak = 128
};

constexpr std::array<std::uint8_t, 256> kHints = [] {
  std::array<std::uint8_t, 256> hints{};
  for (unsigned c = 0; c < 256; ++c) hints[c] = is_letter(static_cast<char>(c)) ? kLetter : kOther;
  for (unsigned c = '0'; c <= '9'; ++c) hints[c] = kDigit;
  hints['@'] = kAt;
  hints['/'] = hints['\\'] = kSlash;
  hints[':'] = kColon;
  hints['.'] = kDot;
  for (const char c : std::string_view(" \t\n\v\f\r\"'`()[]{}<>,;=|"))
    hints[static_cast<unsigned char>(c)] = kBreak;
  hints[0] = hints['\x1b'] = kBreak;
  return hints;
}();

constexpr std::uint64_t second_bit(char c) {
  return std::uint64_t{1} << (static_cast<unsigned char>(c) % 64);
}

constexpr std::uint8_t hint(char c) { return kHints[static_cast<unsigned char>(c)]; }

/// The length of `a.b.SomeException`, perhaps before a colon; 0 if the word is anything else,
/// or its last part is short enough for a domain or a file's extension.
std::size_t class_name_length(std::string_view word) {
  constexpr std::size_t kLongestExtension = 10;
  if (word.ends_with(':')) word.remove_suffix(1);
  if (word.size() - word.rfind('.') - 1 <= kLongestExtension) return 0;
  return run_end(word, 0, [](char c) { return is_letter(c) || c == '.'; }) == word.size() ? word.size() : 0;
}

/// `ESC [ 1 ; 31 m`, which colours a terminal and is no part of the message; its length, or 0.
std::size_t match_color_escape(std::string_view text, std::size_t at) {
  if (byte_at(text, at + 1) != '[') return 0;
  const std::size_t end = run_end(text, at + 2, [](char c) { return is_digit(c) || c == ';'; });
  return byte_at(text, end) == 'm' ? end + 1 - at : 0;
}

}  // namespace

Masker::Masker(const std::vector<UserMask>& masks, std::span<const LiteralRule> rules) : user_masks_(masks) {
  add_rules(rules);
  add_rules(sql_rules());
  add_rules(code_rules());
}

void Masker::add_rules(std::span<const LiteralRule> rules) {
  for (const LiteralRule& rule : rules) {
    const auto first = static_cast<unsigned char>(rule.literal.front());
    rules_[first].push_back(rule);
    seconds_[first] |= rule.literal.size() == 1 ? ~std::uint64_t{0} : second_bit(rule.literal[1]);
  }
}

const MaskedMessage& Masker::mask(std::string_view message, std::string_view outer) {
  // A user's mask may match anything: then no message is like another one.
  const bool may_be_known = user_masks_.empty();
  if (const MaskedMessage* const known = may_be_known ? memo_.find(message, outer) : nullptr) {
    unknown_ = 0;
    return *known;
  }
  scan_.start(message);
  stops_.start(message);
  for (const UserMasks::Match& match : user_masks_.find(message)) {
    mask_until(match.begin);
    scan_.mask_user(match.name, match.end - match.begin);
  }
  mask_until(message.size());
  const MaskedMessage& masked = scan_.finish();
  if (may_be_known && scan_.is_plain()) learn(message, masked);
  return masked;
}

// Two bytes tell that there is no rule for most words.
inline bool Masker::may_have_rule(char first, char second) const {
  return (seconds_[static_cast<unsigned char>(first)] & second_bit(second)) != 0;
}

/// Where no message is like another one, learning them is in vain and costs as much as masking
/// a third of them: then most are left out.
void Masker::learn(std::string_view message, const MaskedMessage& masked) {
  constexpr std::uint32_t kPatience = 256, kSome = 8;
  if (++unknown_ > kPatience && unknown_ % kSome != 0) return;
  memo_.learn(message, masked, scan_.spans(), scan_.captured());
}

void Masker::mask_until(std::size_t end) {
  scan_.end_at(end);
  while (!scan_.done()) {
    const char c = scan_.text()[scan_.at()];
    if (is_space(c)) {
      scan_.squeeze();
      continue;
    }
    if (may_have_rule(c, byte_at(scan_.text(), scan_.at() + 1)) && apply_literal_rules(c)) continue;
    if ((hint(c) & kBreak) != 0) mask_break(c);
    else mask_word();
  }
}

bool Masker::apply_literal_rules(char first) {
  const std::string_view rest = scan_.text().substr(scan_.at());
  for (const LiteralRule& rule : rules_[static_cast<unsigned char>(first)])
    if (rest.starts_with(rule.literal) && rule.apply(scan_, rule.literal)) return true;
  return false;
}

bool Masker::mask_as(PlaceholderKind kind, std::size_t length) {
  if (length == 0) return false;
  scan_.mask(kind, length);
  return true;
}

void Masker::mask_break(char c) {
  const std::string_view text = scan_.text();
  const std::size_t at = scan_.at();
  switch (c) {
    case '\0': return scan_.replace(1, kNulSymbol);
    case '\x1b':
      if (const std::size_t length = match_color_escape(text, at); length > 0)
        return scan_.replace(length, {});
      break;
    case '<':
    case '>':
      if (const std::size_t prefix = match_number_prefix(text, at); prefix > 0) return mask_quantity(prefix);
      break;
    case '(':
    case '[':
    case '"':
      if (!is_empty_value(text, at)) break;
      scan_.keep(1);
      scan_.mask(PlaceholderKind::any, 0);
      break;
    case '=':
      scan_.keep(1);
      mask_as(PlaceholderKind::null, match_null(text, at + 1));
      return;
    default: break;
  }
  scan_.keep(1);
}

/// At a word's start: passes over words without stops, up to one that has some, or to
/// anything else that wants a closer look.
void Masker::mask_word() {
  const std::string_view text = scan_.text();
  std::size_t begin = scan_.at();
  for (;;) {
    if (is_upper(text[begin]) && mask_as(PlaceholderKind::time, match_named_timestamp(text, begin))) return;
    const std::size_t stop = std::min(stops_.next(begin), text.size());
    if (stop < text.size() && (hint(text[stop]) & kBreak) == 0) return mask_marked_word(stop);
    scan_.keep(stop - begin);
    // The usual single blank between words.
    begin = stop + 1;
    if (begin >= text.size() || text[stop] != ' ' || (hint(text[begin]) & kBreak) != 0) return;
    scan_.keep(1);
    if (may_have_rule(text[begin], byte_at(text, begin + 1))) return;
  }
}

/// Its first stop is known.
void Masker::mask_marked_word(std::size_t stop) {
  const std::string_view text = scan_.text();
  const std::size_t begin = scan_.at();
  if (!is_alnum(byte_before(text, begin))) {
    if (is_digit(text[begin]) && mask_lone_number()) return;
    if (is_hex(text[begin]) && byte_at(text, begin + 8) == '-' && mask_lone_uuid()) return;
  }
  std::uint8_t hints = 0;
  std::size_t stops = 0;
  for (; stop < text.size(); stop = stops_.next(stop + 1)) {
    const std::uint8_t h = hint(text[stop]);
    if ((h & kBreak) != 0) break;
    hints |= h;
    ++stops;
  }
  const std::size_t end = std::min(stop, text.size());
  if (end - begin > stops) hints |= kLetter;
  if ((hints & ~(kColon | kLetter)) == kDot) {
    if (const std::size_t length = class_name_length(text.substr(begin, end - begin)); length > 0)
      return scan_.keep(length);
  }
  while (scan_.at() < end) mask_in_word(hints);
}

/// A plain number that is a whole word, or ends with it: no rule that comes before numbers can apply.
bool Masker::mask_lone_number() {
  const std::string_view text = scan_.text();
  const std::size_t at = scan_.at();
  if (may_begin_timestamp(text, at)) return false;
  const NumberMatch number = match_plain_number(text, at);
  if (number.length == 0) return false;
  mask_quantity(0, number);
  const std::size_t behind = at + number.length;
  if (scan_.at() == behind) scan_.keep(match_attached_second(text, behind));
  return true;
}

/// A UUID that is a whole word, as most are: no rule that comes before it can apply.
bool Masker::mask_lone_uuid() {
  const std::string_view text = scan_.text();
  const std::size_t length = match_uuid(text, scan_.at()), end = scan_.at() + length;
  return (end == text.size() || (hint(text[end]) & kBreak) != 0) && mask_as(PlaceholderKind::uuid, length);
}

void Masker::mask_in_word(std::uint8_t hints) {
  const std::string_view text = scan_.text();
  const std::size_t at = scan_.at();
  const char c = text[at];
  if (!is_alnum(c)) {
    if (!mask_mark()) scan_.keep(1);
    return;
  }
  if (!is_alnum(byte_before(text, at)) && mask_run(hints)) return;
  if (is_digit(c)) return mask_quantity(0);
  // A class name is passed over whole, packages and all.
  const bool only_name = (hints & (kDigit | kSlash | kAt)) == 0;
  const std::size_t end = only_name ? run_end(text, at, [](char b) { return is_label(b) || b == '.'; })
                                    : run_end(text, at, [](char b) { return is_letter(b); });
  scan_.keep(end - at);
}

/// At the start of a run of letters and digits, in the order of the rules.
bool Masker::mask_run(std::uint8_t hints) {
  const std::string_view text = scan_.text();
  const std::size_t at = scan_.at();
  const bool digit = is_digit(text[at]);
  using Kind = PlaceholderKind;
  const char second = byte_at(text, at + 1), third = byte_at(text, at + 2);
  // Each rule costs a call, and most can be told not to apply by what stands where they want a mark.
  constexpr std::uint8_t kUrl = kSlash | kColon;
  if ((hints & kUrl) == kUrl && mask_as(Kind::url, match_url(text, at))) return true;
  if ((hints & kAt) != 0 && mask_as(Kind::email, match_email(text, at))) return true;
  if (is_hex(text[at]) && byte_at(text, at + 8) == '-' && mask_as(Kind::uuid, match_uuid(text, at)))
    return true;
  if (digit && may_begin_timestamp(text, at) && mask_as(Kind::time, match_timestamp(text, at))) return true;
  if (digit && (second == ':' || third == ':') && mask_as(Kind::time, match_clock(text, at))) return true;
  if (is_hex(text[at])) {
    if ((third == ':' || third == '-') && mask_as(Kind::mac, match_mac(text, at))) return true;
    if ((hints & kColon) != 0 && mask_as(Kind::ip, match_ipv6(text, at))) return true;
  }
  if ((hints & kLetter) == 0)  // names and hex numbers have some
    return (hints & kDot) != 0 && digit && mask_as(Kind::ip, match_ipv4(text, at));
  if (mask_name(hints)) return true;
  if ((hints & kDigit) == 0) return false;
  std::uint8_t run = 0;
  std::size_t end = at;
  for (; end < text.size() && is_alnum(text[end]); ++end) run |= hint(text[end]);
  if (run == (kDigit | kLetter) &&
      (mask_as(Kind::hex, match_hex(text, at)) || mask_as(Kind::any, match_opaque_id(text, at))))
    return true;
  std::size_t name = (hints & kDot) != 0 ? match_java_package(text, at) : 0;
  if (name == 0 && (run == (kDigit | kLetter) || one_of(byte_at(text, end), "/-.")))
    name = match_word_with_digits(text, at);
  scan_.keep(name);
  return name > 0;
}

/// Addresses, hosts, paths and files that begin with a letter or digit.
bool Masker::mask_name(std::uint8_t hints) {
  const std::string_view text = scan_.text();
  const std::size_t at = scan_.at();
  using Kind = PlaceholderKind;
  if ((hints & kDot) != 0) {
    if (is_digit(text[at]) && mask_as(Kind::ip, match_ipv4(text, at))) return true;
    if (mask_as(Kind::host, match_host(text, at))) return true;
  }
  if ((hints & kSlash) != 0 && byte_at(text, at + 1) == ':' &&
      mask_as(Kind::path, match_windows_path(text, at)))
    return true;
  return (hints & kDot) != 0 && mask_as(Kind::file, match_file(text, at));
}

/// At a byte of a word that is neither letter nor digit.
bool Masker::mask_mark() {
  const std::string_view text = scan_.text();
  const std::size_t at = scan_.at();
  using Kind = PlaceholderKind;
  switch (text[at]) {
    case '@': {
      const std::size_t length = match_java_identity(text, at);
      if (length == 0) return false;
      scan_.keep(1);
      return mask_as(Kind::hex, length - 1);
    }
    case '/': {
      // InetAddress.toString() writes name/address, and /address without a name.
      if (!is_label(byte_before(text, at)) && at + 1 < text.size())
        if (const std::size_t length = match_ipv4(text, at + 1); length > 0)
          return mask_as(Kind::ip, length + 1);
      return mask_as(Kind::path, match_path(text, at, scan_.after_placeholder()));
    }
    case ':': {
      if (byte_at(text, at + 1) == ':') return mask_as(Kind::ip, match_ipv6(text, at));
      scan_.keep(1);
      mask_as(Kind::null, match_null(text, at + 1));
      return true;
    }
    case '+':
    case '-': {
      const std::size_t prefix = match_number_prefix(text, at);
      if (prefix > 0) mask_quantity(prefix);
      return prefix > 0;
    }
    default: return false;
  }
}

/// The number behind `prefix` bytes of sign and comparator.
void Masker::mask_quantity(std::size_t prefix) {
  mask_quantity(prefix, match_number(scan_.text(), scan_.at() + prefix));
}

/// Its unit stays, but tells what the number is measured in.
void Masker::mask_quantity(std::size_t prefix, const NumberMatch& number) {
  const std::string_view text = scan_.text();
  const std::size_t begin = scan_.at() + prefix;
  const UnitMatch unit = match_unit(text, begin + number.length);
  const bool negative = prefix > 0 && text[begin - 1] == '-';
  const double value = (negative ? -number.value : number.value) * unit.factor / unit.divisor;
  constexpr double kLargest =
      std::numeric_limits<double>::max();  // digits can say more, but infinity is no value
  scan_.mask_number({std::clamp(value, -kLargest, kLargest), unit.unit}, prefix + number.length);
  if (!may_begin_human_size(text, scan_.at() + unit.length)) return;
  if (const std::size_t human = match_human_size(text, scan_.at() + unit.length); human > 0) {
    scan_.keep(unit.length);
    scan_.replace(human, {});
  }
}

}  // namespace culprit::normalization
