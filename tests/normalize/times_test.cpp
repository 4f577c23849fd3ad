#include "catch.hpp"
#include "normalize/normalized.hpp"

#include <string>

TEST_CASE("a date is a time, with or without a time of day") {
  for (const std::string time :
       {"2015-10-09", "2015/10/9", "2015.10.09", "2015-10-09 10:11", "2015-10-09 10:11:12",
        "2015-10-09T10:11:12.000Z", "2015-10-09 10:11:12,123", "2015-10-09T10:11:12.123456789+0000",
        "2015-10-09 10:11:12 +00:00", "2015-10-09 10:11:12 UTC", "2015/10/09 10:11:12.5 -0730",
        "09/Oct/2015:10:11:12 +0000", "09-Oct-2015 10:11:12.123", "9 Oct 2015 10:11:12 GMT"}) {
    CAPTURE(time);
    CHECK(normalized("at " + time + " it failed") == "at <time> it failed");
    CHECK(normalized(time) == "<time>");
  }
}

TEST_CASE("a timestamp may begin with the name of a day or month") {
  for (const std::string time :
       {"Fri Oct 09 10:11:12 UTC 2015", "Oct  9 10:11:12", "Oct 9, 2015 2:44:30 PM",
        "Fri, 09 Oct 2015 10:11:12 GMT", "Fri Oct  9 10:11:12 2015", "Mon Nov 23 14:44:30 CEST 2026"}) {
    CAPTURE(time);
    CHECK(normalized("at " + time + ", it failed") == "at <time>, it failed");
  }
}

TEST_CASE("the name of a day or month alone is prose") {
  CHECK(normalized("Mon Tue and Oct 9") == "Mon Tue and Oct N");
  CHECK(normalized("May I ask, Sun is down") == "May I ask, Sun is down");
}

TEST_CASE("a time of day and a duration are times") {
  for (const std::string time : {"10:11", "9:05", "10:11:12", "10:11:12,123", "0:00:02.5", "2:44:30 PM"}) {
    CAPTURE(time);
    CHECK(normalized("at " + time + " it failed") == "at <time> it failed");
  }
}

TEST_CASE("what only looks like a time is none") {
  CHECK(normalized("version 2015.10.9.1") == "version <*>");
  CHECK(normalized("25:10 or 10:75") == "<*> or <*>");
  CHECK(normalized("2015-13-40") == "<*>");
  CHECK(normalized("Foo.java:12:30") == "Foo.java:<*>");
}

TEST_CASE("a zone is only taken behind a time") {
  CHECK(normalized("2015-10-09 UTC") == "<time> UTC");
  CHECK(normalized("10:11:12 WARN x") == "<time> WARN x");
}
