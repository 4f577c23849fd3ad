#pragma once

#include "normalize/characters.hpp"

#include <cstddef>
#include <string_view>

namespace culprit::normalization {

/// A date that begins with the digit at `at`, with its time of day and zone if
/// it has them: `2015-10-09`, `2015/10/9 10:11`, `2015-10-09T10:11:12.000Z`,
/// `2015.10.09 10:11:12,123 +0000`, `09/Oct/2015:10:11:12 +0000`. Its length, or 0.
std::size_t match_timestamp(std::string_view text, std::size_t at);

/// False where match_timestamp() finds nothing for sure: behind the year, or between the
/// day and the month's name, stands a mark.
inline bool may_begin_timestamp(std::string_view text, std::size_t at) {
  const auto begins_month = [&](std::size_t mark) {
    return one_of(byte_at(text, mark), "-/ ") && is_upper(byte_at(text, mark + 1));
  };
  return one_of(byte_at(text, at + 4), "-/.") || begins_month(at + 1) || begins_month(at + 2);
}

/// A timestamp that begins with the name of a day or a month:
/// `Fri Oct 09 10:11:12 UTC 2015`, `Oct  9 10:11:12`, `Fri, 09 Oct 2015 10:11:12 GMT`,
/// `Oct 9, 2015 2:44:30 PM`. Its length, or 0.
std::size_t match_named_timestamp(std::string_view text, std::size_t at);

/// A time of day or a duration, `H:MM[:SS[.fff]]`: `9:05`, `00:02`, `10:11:12,123`,
/// `2:44:30 PM`. Its length, or 0.
std::size_t match_clock(std::string_view text, std::size_t at);

}  // namespace culprit::normalization
