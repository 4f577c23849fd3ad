#include "parse/date_time.hpp"

#include "catch.hpp"

using namespace culprit;
using namespace culprit::parse;

TEST_CASE("a date and time is known by its shape") {
  CHECK(match_date_time("2015-10-09 18:04:22,808 [main]") == 23);
  CHECK(match_date_time("2021-12-22T10:18:46,867+0000 lvl=") == 28);
  CHECK(match_date_time("2022-11-16T10:18:18.355+00:00 x") == 29);
  CHECK(match_date_time("2022-11-16T10:18:18Z") == 20);
  CHECK(match_date_time("2022-11-16T10:18:18.123456789Z") == 30);
  CHECK(match_date_time("2022-11-16") == 0);
  CHECK(match_date_time("2022-11-16_10:18:18") == 0);
  CHECK(match_date_time("2022/11/16 10:18:18") == 0);
  CHECK(match_date_time("2022-11-1a 10:18:18") == 0);
  CHECK(match_date_time("") == 0);
}

TEST_CASE("a character between the digits and the letters is no digit") {
  for (int c = 0; c < 256; ++c) {
    const bool is_digit = c >= '0' && c <= '9';
    std::string text = "18:04:22";
    text[4] = static_cast<char>(c);
    INFO("character " << c);
    CHECK((match_time_of_day(text) != 0) == is_digit);
  }
}

TEST_CASE("a zone moves a time to UTC") {
  CHECK(to_iso8601(read_date_time("2021-12-22T10:18:46,867+0000")) == "2021-12-22T10:18:46.867Z");
  CHECK(to_iso8601(read_date_time("2021-12-22T00:18:46,867+0130")) == "2021-12-21T22:48:46.867Z");
  CHECK(to_iso8601(read_date_time("2021-12-31T23:18:46.867-08:00")) == "2022-01-01T07:18:46.867Z");
  CHECK(to_iso8601(read_date_time("2021-12-22T00:18:46,867+01 [main]")) == "2021-12-21T23:18:46.867Z");
}

TEST_CASE("a time without zone or date is not completed") {
  CHECK(to_iso8601(read_date_time("2015-10-09 18:04:22,808")) == "2015-10-09T18:04:22.808");
  CHECK(to_iso8601(read_time_of_day("09:12:49.063")) == "09:12:49.063");
}

TEST_CASE("a fraction has milliseconds, whatever its length") {
  CHECK(read_time_of_day("00:00:00").milliseconds == 0);
  CHECK(read_time_of_day("00:00:00.5").milliseconds == 500);
  CHECK(read_time_of_day("00:00:00.123456789").milliseconds == 123);
}

TEST_CASE("people's times are read as far as they go") {
  const auto iso = [](std::string_view text) {
    const auto time = parse_iso8601(text);
    return time ? to_iso8601(*time) : "none";
  };
  CHECK(iso("2021-12-22") == "2021-12-22T00:00:00.000");
  CHECK(iso("2021-12-22T10:18") == "2021-12-22T10:18:00.000");
  CHECK(iso("2021-12-22 10:18:46,867+0100") == "2021-12-22T09:18:46.867Z");
  CHECK(iso("2021-12-22T10:18Z") == "2021-12-22T10:18:00.000Z");
  CHECK(iso("10:18") == "10:18:00.000");
  CHECK(iso(" 10:18:46.8 ") == "10:18:46.800");
}

TEST_CASE("a time that does not exist is none of people's times") {
  for (const char* text : {"", "yesterday", "2021-13-01", "2021-02-30", "25:00", "10:60", "10:18x",
                           "2021-12-22T", "2021-12-22T10", "2021-12-22T10:18:46 later"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_iso8601(text));
  }
}
