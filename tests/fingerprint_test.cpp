#include "catch.hpp"

#include <culprit/fingerprint.hpp>

using culprit::parse_fingerprint;

TEST_CASE("a fingerprint is sixteen hexadecimal digits") {
  CHECK(parse_fingerprint("52a0c3e1f0b7d946") == 0x52a0c3e1f0b7d946);
  CHECK(parse_fingerprint("00000000000000FF") == 0xff);
  for (const char* const text :
       {"", "52a0c3", "52a0c3e1f0b7d9461", "52a0c3e1f0b7d94g", "0x52a0c3e1f0b7d9", "-2a0c3e1f0b7d946"})
    CHECK_FALSE(parse_fingerprint(text));
}
