#include "normalize/merge_tokens.hpp"

#include "normalize/characters.hpp"

#include <algorithm>
#include <array>

namespace culprit::normalization {
namespace {

constexpr std::array<bool, 256> kDividers = [] {
  std::array<bool, 256> dividers{};
  for (const char c : std::string_view(" \t\n\v\f\r()[]{},;:=\"'<>|"))
    dividers[static_cast<unsigned char>(c)] = true;
  return dividers;
}();

bool divides(std::string_view key, std::size_t at) {
  if (key[at] == '.') return byte_at(key, at + 1) == '.' || byte_before(key, at) == '.';
  return kDividers[static_cast<unsigned char>(key[at])];
}

/// The first byte of a character beyond ASCII: a letter, as far as merging is concerned.
bool leads_character(char c) { return static_cast<unsigned char>(c) >= 0xC0; }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool is_plain(std::string_view word) {
  return !word.empty() && (is_letter(word[0]) || is_beyond_ascii(word[0])) &&
         std::all_of(word.begin() + 1, word.end(),
                     [](char c) { return (is_letter(c) && !is_upper(c)) || is_beyond_ascii(c); });
}

bool is_inflected(std::string_view word) {
  constexpr std::size_t kShortest = 5;  // not `need`, `feed`, `ping`
  return word.size() >= kShortest && (word.ends_with("ed") || word.ends_with("ing")) && is_plain(word);
}

}  // namespace

void split_words(std::string_view key, std::vector<KeySpan>& words) {
  words.clear();
  for (std::size_t at = 0; at < key.size();) {
    if (divides(key, at)) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < key.size() && !divides(key, at)) ++at;
    words.push_back({begin, at});
  }
}

void split_units(std::string_view key, std::vector<KeySpan>& units) {
  units.clear();
  for (std::size_t at = 0; at < key.size();) {
    at = run_end(key, at, is_space);
    const std::size_t end = run_end(key, at, [](char c) { return !is_space(c); });
    const std::size_t equals = key.substr(at, end - at).find('=');
    if (equals != std::string_view::npos) {
      units.push_back({at, at + equals + 1});
      at += equals + 1;
    }
    if (at < end) units.push_back({at, end});
    at = end;
  }
}

void append_skeleton(std::string_view key, std::span<const KeySpan> spans, std::string& skeleton) {
  std::size_t at = 0;
  for (const KeySpan& span : spans) {
    skeleton.append(key, at, span.begin - at);
    skeleton += 'w';
    at = span.end;
  }
  skeleton.append(key, at);
}

void find_fixed_places(std::string_view key, std::span<const FixedPlace> places,
                       std::vector<KeySpan>& found) {
  found.clear();
  for (const FixedPlace& place : places) {
    std::size_t begin = key.find(place.before);
    for (; begin != std::string_view::npos; begin = key.find(place.before, begin + 1)) {
      std::size_t at = begin + place.before.size();
      while (at < key.size() && !divides(key, at)) ++at;
      if (key.substr(at).starts_with(place.behind)) found.push_back({begin, at + place.behind.size()});
    }
  }
  std::sort(found.begin(), found.end(), [](const KeySpan& a, const KeySpan& b) { return a.begin < b.begin; });
}

std::uint16_t traits_of(std::string_view token) {
  if (token == std::string_view("\0", 1)) return kBare | kHasPlaceholder;
  if (token.find('\0') != std::string_view::npos) return kHasPlaceholder;

  // The mark that ends a sentence is no part of its last word.
  std::string_view word = token;
  while (word.size() > 1 && one_of(word.back(), ".!?")) word.remove_suffix(1);
  std::size_t capitals = 0, small = 0, others = 0;
  unsigned traits = 0;
  for (const char c : word) {
    capitals += is_upper(c);
    small += is_letter(c) && !is_upper(c);
    others += leads_character(c);
    if (one_of(c, "./\\$@#")) traits |= kMarked;
  }
  if (capitals + small + others >= 2) traits |= kConstant;
  if (capitals >= 2 && small + others == 0) traits |= kCapitals;
  if (is_inflected(word)) traits |= kInflected;
  if (is_plain(word)) traits |= kPlain;
  if (is_digit(byte_at(word, 0))) traits |= kCode;
  return static_cast<std::uint16_t>(traits);
}

}  // namespace culprit::normalization
