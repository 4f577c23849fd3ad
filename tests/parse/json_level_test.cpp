#include "parse/json_level.hpp"

#include "catch.hpp"

using namespace culprit;
using namespace culprit::parse;

TEST_CASE("JSON's levels have the names of many dialects") {
  const auto level = [](std::string_view name) { return read_level(name, LevelScale::by_size); };
  CHECK(level("error") == Level::error);
  CHECK(level("WARN ") == Level::warn);
  CHECK(level("SEVERE") == Level::error);
  CHECK(level("Information") == Level::info);
  CHECK(level("NOTICE") == Level::info);
  CHECK(level("err") == Level::error);
  CHECK(level("CRITICAL") == Level::fatal);
  CHECK(level("emergency") == Level::fatal);
  CHECK(level("INFO2") == Level::info);
  CHECK(level("SEVERITY_NUMBER_ERROR3") == Level::error);
  CHECK(level("DEFAULT") == Level::unknown);
  CHECK(level("AUDIT") == Level::unknown);
  CHECK(level("") == Level::unknown);
}

TEST_CASE("a level's number is read on its writer's scale") {
  CHECK(read_level("40000", LevelScale::java) == Level::error);
  CHECK(read_level("50", LevelScale::bunyan) == Level::error);
  CHECK(read_level("60", LevelScale::bunyan) == Level::fatal);
  CHECK(read_level("35", LevelScale::bunyan) == Level::info);
  CHECK(read_level("3", LevelScale::syslog) == Level::error);
  CHECK(read_level("0", LevelScale::syslog) == Level::fatal);
  CHECK(read_level("7", LevelScale::syslog) == Level::debug);
  CHECK(read_level("500", LevelScale::google) == Level::error);
  CHECK(read_level("17", LevelScale::otel) == Level::error);
  CHECK(read_level("16", LevelScale::otel) == Level::warn);
  CHECK(read_level("24", LevelScale::otel) == Level::fatal);
}

TEST_CASE("a level's number without a known writer is read by its size") {
  CHECK(read_level("30", LevelScale::by_size) == Level::info);
  CHECK(read_level("3", LevelScale::by_size) == Level::error);
  CHECK(read_level("400", LevelScale::by_size) == Level::warn);
  CHECK(read_level("20000", LevelScale::by_size) == Level::info);
  CHECK(read_level("8", LevelScale::by_size) == Level::unknown);
  CHECK(read_level("-5", LevelScale::by_size) == Level::unknown);
  CHECK(read_level("99999999999", LevelScale::by_size) == Level::unknown);
}
