#include "catch.hpp"

#include <culprit/level.hpp>

using culprit::Level;
using culprit::parse_level;

TEST_CASE("the dialects' names of levels are folded into six") {
  CHECK(parse_level("severe") == Level::error);
  CHECK(parse_level("WARNING") == Level::warn);
  CHECK(parse_level("Config") == Level::debug);
  CHECK(parse_level("FINEST") == Level::trace);
  CHECK(parse_level("fatal") == Level::fatal);
  CHECK_FALSE(parse_level("loud"));
  CHECK_FALSE(parse_level(""));
}

TEST_CASE("a level is read as it is printed") {
  for (const Level level : {Level::trace, Level::debug, Level::info, Level::warn, Level::error, Level::fatal})
    CHECK(parse_level(to_string(level)) == level);
}

TEST_CASE("errors are ERROR and FATAL") {
  CHECK(is_error(Level::error));
  CHECK(is_error(Level::fatal));
  CHECK_FALSE(is_error(Level::warn));
  CHECK_FALSE(is_error(Level::unknown));
}
