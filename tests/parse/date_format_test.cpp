#include "parse/date_format.hpp"

#include "catch.hpp"

#include <culprit/error.hpp>

#include <string>

using namespace culprit;
using culprit::parse::DateFormat;

namespace {

/// What a pattern reads at the start of a text: the time, and what is left of the text.
std::string read(std::string_view pattern, std::string_view text) {
  const DateFormat format(pattern);
  const std::size_t length = format.match(text).length;
  if (length == 0) return "none";
  return to_iso8601(format.read(text)) + "|" + std::string(text.substr(length));
}

}  // namespace

TEST_CASE("years, months and days are read as a date pattern writes them") {
  CHECK(read("yyyy-MM-dd HH:mm", "2021-12-22 10:18 x") == "2021-12-22T10:18:00.000| x");
  CHECK(read("uuuu-MM-dd HH:mm", "2021-12-22 10:18") == "2021-12-22T10:18:00.000|");
  CHECK(read("yy/M/d HH:mm", "21/2/3 10:18") == "2021-02-03T10:18:00.000|");
  CHECK(read("yy/M/d HH:mm", "21/12/23 10:18") == "2021-12-23T10:18:00.000|");
  CHECK(read("y-DDD HH:mm", "2021-034 10:18") == "2021-02-03T10:18:00.000|");
  CHECK(read("yyyyMMddHHmmssSSS", "20121102143402781") == "2012-11-02T14:34:02.781|");
}

TEST_CASE("months and weekdays have English names") {
  CHECK(read("dd MMM yyyy HH:mm", "02 Nov 2012 14:34") == "2012-11-02T14:34:00.000|");
  CHECK(read("dd MMM yyyy HH:mm", "02 NOV 2012 14:34") == "2012-11-02T14:34:00.000|");
  CHECK(read("d MMMM yyyy HH:mm", "2 November 2012 14:34") == "2012-11-02T14:34:00.000|");
  CHECK(read("d MMM yyyy HH:mm", "2 Sept 2012 14:34") == "2012-09-02T14:34:00.000|");
  CHECK(read("EEE MMM dd HH:mm:ss z yyyy", "Fri Sep 04 15:26:39 UTC 2020") == "2020-09-04T15:26:39.000Z|");
  CHECK(read("EEEE, MMM d yyyy HH:mm", "Friday, Sep 4 2020 15:26") == "2020-09-04T15:26:00.000|");
  CHECK(read("d LLLL yyyy", "2 November 2012") == "2012-11-02T00:00:00.000|");
  CHECK(read("eee d/L yyyy", "Fri 4/9 2020") == "2020-09-04T00:00:00.000|");
  CHECK(read("dd MMM yyyy", "02 Foo 2012") == "none");
}

TEST_CASE("hours are those of a whole or of half a day") {
  CHECK(read("H:mm", "9:05") == "09:05:00.000|");
  CHECK(read("H:mm", "19:05") == "19:05:00.000|");
  CHECK(read("kk:mm", "24:05") == "00:05:00.000|");
  CHECK(read("h:mm a", "2:44 PM") == "14:44:00.000|");
  CHECK(read("h:mm a", "12:44 pm") == "12:44:00.000|");
  CHECK(read("hh:mm a", "12:44 AM") == "00:44:00.000|");
  CHECK(read("K:mm a", "0:44 PM") == "12:44:00.000|");
  CHECK(read("h:mm:ss a", "2:44:30\u202fPM org") == "14:44:30.000| org");
}

TEST_CASE("a fraction has as many digits as letters, or all milliseconds") {
  CHECK(read("ss.SSS", "07.867") == "00:00:07.867|");
  CHECK(read("ss.SSS", "07.86") == "none");
  CHECK(read("ss,SSSSSS", "07,867123") == "00:00:07.867|");
  CHECK(read("ss,nnnnnnnnn", "07,867123456") == "00:00:07.867|");
  CHECK(read("ss.S", "07.8") == "00:00:07.800|");
  CHECK(read("ss.S", "07.867") == "00:00:07.867|");
}

TEST_CASE("a zone, however it is written, makes a time an instant") {
  const auto zone = [](std::string_view pattern, const std::string& text) {
    return read("yyyy-MM-dd HH:mm" + std::string(pattern), "2021-12-22 10:18" + text);
  };
  CHECK(zone("Z", "+0100") == "2021-12-22T09:18:00.000Z|");
  CHECK(zone("X", "-08") == "2021-12-22T18:18:00.000Z|");
  CHECK(zone("X", "Z") == "2021-12-22T10:18:00.000Z|");
  CHECK(zone("XX", "-0830") == "2021-12-22T18:48:00.000Z|");
  CHECK(zone("XXX", "+05:30 x") == "2021-12-22T04:48:00.000Z| x");
  CHECK(zone("xxx", "+00:00") == "2021-12-22T10:18:00.000Z|");
  CHECK(zone(" z", " CEST") == "2021-12-22T08:18:00.000Z|");
  CHECK(zone(" z", " GMT+01:00") == "2021-12-22T09:18:00.000Z|");
  CHECK(zone(" z", " +01:00") == "2021-12-22T09:18:00.000Z|");
  CHECK(zone(" z", " Brasilia") == "2021-12-22T10:18:00.000|");
  CHECK(zone("VV", "Europe/Berlin]") == "2021-12-22T10:18:00.000|]");
  CHECK(zone("OOOO", "GMT+08:00") == "2021-12-22T02:18:00.000Z|");
  CHECK(zone("ZZZZ", "GMT+08:00") == "2021-12-22T02:18:00.000Z|");
  CHECK(zone("Z", " x") == "none");
}

TEST_CASE("quoted letters are text") {
  CHECK(read("yyyy-MM-dd'T'HH:mm", "2021-12-22T10:18") == "2021-12-22T10:18:00.000|");
  CHECK(read("HH 'o''clock'", "10 o'clock") == "10:00:00.000|");
  CHECK(read("yyyy-MM-dd'T'HH:mm", "2021-12-22 10:18") == "none");
}

TEST_CASE("a time without year, month or day is a time of day") {
  CHECK_FALSE(DateFormat("HH:mm:ss").has_date());
  CHECK_FALSE(DateFormat("MMM dd HH:mm:ss").has_date());
  CHECK(DateFormat("dd-MMM-yyyy HH:mm:ss").has_date());
  CHECK(read("MMM dd HH:mm:ss", "Nov 23 14:44:30") == "14:44:30.000|");
}

TEST_CASE("seconds and milliseconds since 1970 are instants") {
  CHECK(DateFormat::unix_seconds().match("1351866842 x").length == 10);
  CHECK(to_iso8601(DateFormat::unix_seconds().read("1351866842")) == "2012-11-02T14:34:02.000Z");
  CHECK(to_iso8601(DateFormat::unix_milliseconds().read("1351866842123")) == "2012-11-02T14:34:02.123Z");
  CHECK(DateFormat::unix_milliseconds().match("1351866842").length == 0);
}

TEST_CASE("a date that is out of range counts on") {
  CHECK(read("yyyy-MM-dd", "2021-13-01") == "2022-01-01T00:00:00.000|");
  CHECK(read("yyyy-MM-dd HH", "2021-12-31 24") == "2022-01-01T00:00:00.000|");
}

TEST_CASE("whatever a text holds, a date pattern only looks at what is there") {
  const DateFormat format("EEE, d MMM yyyy h:mm:ss.SSS a XXX z");
  const std::string text = "Fri, 4 Sep 2020 3:26:39.123 PM +01:00 CET";
  REQUIRE(format.match(text).length == text.size());
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    const DateFormat::Match match = format.match(std::string_view(text).substr(0, size));
    CHECK(match.length <= size);
    CHECK(match.failed <= size);
  }
}

TEST_CASE("a text that matches a date pattern does so with other digits, too") {
  const auto matches = [](std::string_view pattern, std::string text) {
    const std::size_t length = DateFormat(pattern).match(text).length;
    REQUIRE(length == text.size());
    for (const char digit : {'0', '5', '9'}) {
      for (char& c : text)
        if (c >= '0' && c <= '9') c = digit;
      CAPTURE(text);
      CHECK(DateFormat(pattern).match(text).length == length);
    }
  };
  matches("MMM d, yyyy h:mm:ss a", "Nov 3, 2026 2:44:30 PM");
  matches("d/M/yy H:m:s.S XXX", "13/1/26 22:4:30.12 +01:00");
  matches("DDD kk", "365 24");
}

TEST_CASE("a date pattern that tells no time is an error") {
  for (const char* pattern :
       {"yyyy-ww", "yyyy-MM-dd'T", "{yyyy}%q", "u HH:mm", "e HH:mm", "yyyy-dddddddddd"}) {
    CAPTURE(pattern);
    CHECK_THROWS_AS(DateFormat(pattern), Error);
  }
}
