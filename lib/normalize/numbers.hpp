#pragma once

#include "normalize/characters.hpp"

#include <culprit/normalizer.hpp>

#include <cstddef>
#include <string_view>

namespace culprit::normalization {

struct NumberMatch {
  std::size_t length = 0;
  double value = 0;  ///< may be infinite
  bool has_decimals = false;
};

/// A number that begins with the digit at `at`, with marks for thousands and
/// decimals, and an exponent: `8`, `1,234.56`, `5.000`, `2.5E-7`.
NumberMatch match_number(std::string_view text, std::size_t at);

/// A number of no more than digits and a decimal point, with something behind it, or behind `ms` or `s` that
/// are attached to it, which can't belong to it: what most numbers are. No length for any other, which
/// match_number() reads.
NumberMatch match_plain_number(std::string_view text, std::size_t at);

/// The length of the `ms` or `s` that match_plain_number() allows behind a number, at its end.
std::size_t match_attached_second(std::string_view text, std::size_t at);

/// What stands before a number and belongs to it, a comparator and a sign, with
/// a digit behind: `<` of `<1ms`, `-` of `(-1)`, `>=-` of `>=-5`. 0 if `at`
/// isn't where a token begins: `pool-1`, `List<5>` and `5-3` have none.
std::size_t match_number_prefix(std::string_view text, std::size_t at);

struct UnitMatch {
  std::size_t length = 0;  ///< with the blank before it
  Unit unit = Unit::none;
  double factor = 1;  ///< to the base unit, together with `divisor`
  double divisor = 1;
};

/// The unit of a size or a time, attached or behind one blank: `ms`, ` seconds`, ` KB`.
UnitMatch match_unit(std::string_view text, std::size_t at);

/// A size or time once more, for humans, with the blank before it: ` (1.06 KB)`
/// of `1095 bytes (1.06 KB)`. Its length, or 0.
std::size_t match_human_size(std::string_view text, std::size_t at);

/// False where match_human_size() finds nothing for sure.
inline bool may_begin_human_size(std::string_view text, std::size_t at) {
  return byte_at(text, at) == '(' || (byte_at(text, at) == ' ' && byte_at(text, at + 1) == '(');
}

/// A word that has digits but no number in it, `utf8`, `sha256`, `HTTP/1.1`, at
/// the start of a run of letters and digits; also as a part of a name, `X509Certificate`.
/// Its length, or 0.
std::size_t match_word_with_digits(std::string_view text, std::size_t at);

}  // namespace culprit::normalization
