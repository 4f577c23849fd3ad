#include "catch.hpp"
#include <culprit/level.hpp>
TEST_CASE("a level's dialect names are folded") { CHECK(culprit::parse_level("severe") == culprit::Level::error); }
