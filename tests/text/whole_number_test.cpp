#include "text/whole_number.hpp"

#include "catch.hpp"

#include <cstdint>

using culprit::text::whole_number;

TEST_CASE("a number is taken if it is all that the text states") {
  CHECK(whole_number<int>("-7") == -7);
  CHECK(whole_number<double>("2.5e3") == 2500);
  CHECK(whole_number<std::uint64_t>("ffffffffffffffff", 16) == UINT64_MAX);
  for (const char* const text : {"", " 7", "7 ", "+7", "7x", "x"}) {
    CAPTURE(text);
    CHECK_FALSE(whole_number<int>(text));
  }
}

TEST_CASE("a number that doesn't fit is none") {
  CHECK(whole_number<unsigned char>("255") == 255);
  CHECK_FALSE(whole_number<unsigned char>("256"));
  CHECK_FALSE(whole_number<unsigned>("-1"));
  CHECK_FALSE(whole_number<double>("1e999"));
}
