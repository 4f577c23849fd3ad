#pragma once

#include "catch.hpp"
#include "summarize/fingerprint.hpp"

#include <string>

namespace culprit::test {

/// The keys of two messages that have one hash, behind `in_front`: the first has a placeholder, the other
/// none.
struct CollidingKeys {
  std::string with, without;
  std::size_t placeholder;  ///< where it stands
};

/// In a long input XXH3 multiplies the halves of eight bytes xored with its secret; where the lower half
/// becomes 0, so does the product, and only the sum of such eight bytes counts.
inline CollidingKeys colliding_keys(const std::string& in_front) {
  constexpr std::size_t kFirst = 64, kSecond = 128;  // each begins a stripe
  std::string with = in_front + std::string(300, 'x');
  with.replace(kFirst, 4, "\x7c\x01\x81\x2c").replace(kSecond, 4, "\xde\xd4\x6d\xe9");
  std::string without = with;
  with.replace(kFirst + 4, 4, std::string(" \0 x", 4)).replace(kSecond + 4, 4, "x-xx");
  without.replace(kFirst + 4, 4, " a x").replace(kSecond + 4, 4, "x\xccwx");
  REQUIRE(summarize::hash(with) == summarize::hash(without));
  return {with.substr(in_front.size()), without.substr(in_front.size()), kFirst + 5 - in_front.size()};
}

}  // namespace culprit::test
