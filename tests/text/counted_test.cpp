#include "text/counted.hpp"

#include "catch.hpp"

using culprit::text::counted;

TEST_CASE("one alone is counted in the singular") {
  CHECK(counted(0, "error") == "0 errors");
  CHECK(counted(1, "error") == "1 error");
  CHECK(counted(2000, "error") == "2000 errors");
  CHECK(counted(1, "error or exception", "errors or exceptions") == "1 error or exception");
  CHECK(counted(2, "error or exception", "errors or exceptions") == "2 errors or exceptions");
}
