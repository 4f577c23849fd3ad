#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::normalization {

/// A place in messages where whatever stands there is a name: templates that
/// differ in it never become one. Text that stands before the name and behind
/// it, the name being one token. An extension point: a product adds its own.
struct FixedPlace {
  std::string_view before;
  std::string_view behind;
};

/// A part of a key, in bytes.
struct KeySpan {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The words of a key: maximal runs without white space and `()[]{},;:="'<>|`.
/// Two or more dots in a row are no part of a word either. A placeholder, one
/// NUL, is a byte of a word like any other.
void split_words(std::string_view key, std::vector<KeySpan>& words);

/// The units of a key: what white space divides, and once more behind the first `=`.
void split_units(std::string_view key, std::vector<KeySpan>& units);

/// What stands between the spans, with a letter for each span. Two keys with
/// the same skeleton differ in their words alone.
void append_skeleton(std::string_view key, std::span<const KeySpan> spans, std::string& skeleton);

/// The parts of `key` that belong to a fixed place: the name, and the texts
/// around it; by where they begin.
void find_fixed_places(std::string_view key, std::span<const FixedPlace> places, std::vector<KeySpan>& found);

/// What the rules of merging ask of a token.
enum TokenTrait : std::uint16_t {
  kBare = 1,  ///< a placeholder and nothing else
  kHasPlaceholder = 2,
  kConstant = 4,    ///< two letters or more, no placeholder: it tells what the message is about
  kCapitals = 8,    ///< `PENDING`, the state of an enumeration
  kInflected = 16,  ///< `Started`, `stopping`
  kPlain = 32,      ///< letters alone, a capital only in front
  kMarked = 64,     ///< one of `. / \ $ @ #` in it: more likely a value than a word
  kCode = 128,      ///< begins with a digit that masking left: `503`, `08S01`
};

/// The traits of a token, a set of TokenTrait.
std::uint16_t traits_of(std::string_view token);

}  // namespace culprit::normalization
