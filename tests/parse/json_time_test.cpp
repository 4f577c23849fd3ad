#include "parse/json_time.hpp"

#include "catch.hpp"

#include <culprit/timestamp.hpp>

#include <string>

using namespace culprit;
using namespace culprit::parse;

namespace {

std::string text_time(std::string_view text) {
  const auto time = read_time_text(text);
  return time ? to_iso8601(*time) : "none";
}

/// The time of the value `t`.
std::string json_time(const std::string& value) {
  JsonDocument document;
  const std::string json = "{\"t\":" + value + "}";
  REQUIRE(document.parse(json));
  const auto time = read_json_time(document, 1);
  return time ? to_iso8601(*time) : "none";
}

}  // namespace

TEST_CASE("JSON's ISO times are read in all their forms") {
  CHECK(text_time("2021-12-22T10:18:46.867Z") == "2021-12-22T10:18:46.867Z");
  CHECK(text_time("2021-12-22T11:18:46.867123456+01:00") == "2021-12-22T10:18:46.867Z");
  CHECK(text_time("2021-12-22 11:18:46,867+0100") == "2021-12-22T10:18:46.867Z");
  CHECK(text_time("2021-12-22T10:18:46Z") == "2021-12-22T10:18:46.000Z");
  CHECK(text_time("2021-12-22T10:18Z") == "2021-12-22T10:18:00.000Z");
  CHECK(text_time("2021-12-22T11:18:46.867+01") == "2021-12-22T10:18:46.867Z");
  CHECK(text_time("2021-12-22T11:18:46.867+01:00[Europe/Berlin]") == "2021-12-22T10:18:46.867Z");
  CHECK(text_time("2021-12-22 10:18:46.867 UTC") == "2021-12-22T10:18:46.867Z");
  CHECK(text_time("2021-12-22 11:18:46.867 +0100") == "2021-12-22T10:18:46.867Z");
  CHECK(text_time("2021-12-22T10:18:46.867123456789012Z") == "2021-12-22T10:18:46.867Z");
}

TEST_CASE("JSON's times are not completed") {
  CHECK(text_time("2021-12-22 10:18:46.867") == "2021-12-22T10:18:46.867");
  CHECK(text_time("10:18:46.867") == "10:18:46.867");
}

TEST_CASE("a number is a time in the unit that its size tells") {
  CHECK(json_time("1640168326") == "2021-12-22T10:18:46.000Z");
  CHECK(json_time("1640168326.867") == "2021-12-22T10:18:46.867Z");
  CHECK(json_time("1640168326867") == "2021-12-22T10:18:46.867Z");
  CHECK(json_time("1640168326867123") == "2021-12-22T10:18:46.867Z");
  CHECK(json_time("1640168326867123456") == "2021-12-22T10:18:46.867Z");
  CHECK(json_time("1.640168326867E9") == "2021-12-22T10:18:46.867Z");
  CHECK(json_time("\"1640168326867\"") == "2021-12-22T10:18:46.867Z");
}

TEST_CASE("an object is a time in seconds and nanoseconds") {
  CHECK(json_time(R"({"epochSecond":1640168326,"nanoOfSecond":867123000})") == "2021-12-22T10:18:46.867Z");
  CHECK(json_time(R"({"seconds":"1640168326","nanos":867000000})") == "2021-12-22T10:18:46.867Z");
  CHECK(json_time(R"({"nanos":867000000})") == "none");
}

TEST_CASE("what is no time isn't taken for one") {
  for (const char* const text :
       {"", "now", "-1", "0", "12", "2021-12-22", "2021-12-22T", "2021-12-22T10", "10:18", "1e400",
        "99999999999999999999", "1640168326867x", "2021-12-22T10:18:46+1", "1640168326 s"}) {
    CAPTURE(text);
    CHECK(text_time(text) == "none");
  }
  CHECK(json_time("null") == "none");
  CHECK(json_time("[1640168326867]") == "none");
}
