#include "parse/calendar.hpp"

#include "catch.hpp"

#include <culprit/error.hpp>

#include <string>
#include <vector>

using namespace culprit;
using namespace culprit::parse;

namespace {

constexpr std::int64_t kHour = 3'600'000;

std::int64_t local(const char* text) { return parse_iso8601(text)->milliseconds; }

std::string utc(const TimeZone& zone, const char* time) { return to_iso8601({zone.to_utc(local(time))}); }

std::int64_t midnights(const std::vector<const char*>& times) {
  DayCount days;
  for (const char* time : times) days.add(local(time));
  return days.midnights;
}

}  // namespace

TEST_CASE("a local time is read in its zone, in summer and in winter") {
  const TimeZone berlin("Europe/Berlin");
  CHECK(utc(berlin, "2021-12-22T10:18:46.867") == "2021-12-22T09:18:46.867Z");
  CHECK(utc(berlin, "2021-07-22T10:18:46.867") == "2021-07-22T08:18:46.867Z");
  CHECK(utc(TimeZone("America/New_York"), "2021-07-22T10:18") == "2021-07-22T14:18:00.000Z");
  CHECK(utc(TimeZone("Asia/Kathmandu"), "2021-07-22T10:18") == "2021-07-22T04:33:00.000Z");
  CHECK(utc(TimeZone("GMT+8"), "2021-07-22T10:18") == "2021-07-22T02:18:00.000Z");
  CHECK(utc(TimeZone("-03:30"), "2021-07-22T10:18") == "2021-07-22T13:48:00.000Z");
  CHECK_THROWS_AS(TimeZone("+24"), Error);
  CHECK(utc(TimeZone("UTC"), "1969-12-31T23:59:59.999") == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("of a local time that occurs twice the earlier is meant, and a skipped one is read on") {
  const TimeZone berlin("Europe/Berlin");
  CHECK(utc(berlin, "2021-10-31T02:30") == "2021-10-31T00:30:00.000Z");
  CHECK(utc(berlin, "2021-03-28T02:30") == "2021-03-28T01:30:00.000Z");
}

TEST_CASE("local times and instants agree") {
  const TimeZone zone("Australia/Lord_Howe");
  for (std::int64_t time = local("2021-01-01"); time < local("2022-01-01"); time += 7 * kHour + 1)
    CHECK(zone.to_local(zone.to_utc(time)) == time);
}

TEST_CASE("a zone that nobody knows is refused, by name") {
  try {
    const TimeZone zone("Europe/Atlantis");
    FAIL();
  } catch (const Error& error) {
    CHECK(std::string(error.what()).find("Europe/Atlantis") != std::string::npos);
  }
}

TEST_CASE("a time of day that goes back by more than an hour is behind midnight") {
  CHECK(midnights({}) == 0);
  CHECK(midnights({"10:00", "23:59", "00:01"}) == 1);
  CHECK(midnights({"10:00", "23:59", "00:01", "08:00", "07:00", "06:59:59.999", "06:30"}) == 1);
  CHECK(midnights({"10:00", "08:59:59"}) == 1);
  CHECK(midnights({"10:00", "09:00", "08:00", "07:00"}) == 0);
}

TEST_CASE("the days of parts add up to those of the whole") {
  const std::vector<const char*> times{"10:00", "23:00", "01:00", "00:30",
                                       "22:00", "20:00", "23:59", "00:00"};
  for (std::size_t cut = 0; cut <= times.size(); ++cut) {
    DayCount front, back;
    for (std::size_t i = 0; i < cut; ++i) front.add(local(times[i]));
    for (std::size_t i = cut; i < times.size(); ++i) back.add(local(times[i]));
    front.add(back);
    CHECK(front.midnights == midnights(times));
    CHECK(front.first == local("10:00"));
    CHECK(front.last == local("00:00"));
  }
}

TEST_CASE("the last day on which a time was not in the future") {
  CHECK(last_day_of(local("10:00"), local("2021-12-22T10:00")) == local("2021-12-22"));
  CHECK(last_day_of(local("10:01"), local("2021-12-22T10:00")) == local("2021-12-22"));
  CHECK(last_day_of(local("10:01:00.001"), local("2021-12-22T10:00")) == local("2021-12-21"));
  CHECK(last_day_of(local("23:00"), local("1969-12-31T22:00")) == local("1969-12-30"));
}

TEST_CASE("times of day become instants once the first day is known") {
  const TimeZone berlin("Europe/Berlin");
  const Timestamp late{local("23:30"), false, false}, early{local("00:30"), false, false};
  Calendar known(berlin, local("2021-12-31"), {});
  known.pass(late);
  CHECK(to_iso8601(known.instant(late)) == "2021-12-31T22:30:00.000Z");
  known.pass(early);
  CHECK(to_iso8601(known.instant(early)) == "2021-12-31T23:30:00.000Z");

  Calendar live(berlin, {}, local("2022-01-01T08:00"));
  live.pass(late);
  CHECK(to_iso8601(live.instant(late)) == "2021-12-31T22:30:00.000Z");

  Calendar unknown(berlin, {}, {});
  unknown.pass(late);
  unknown.pass(early);
  CHECK(unknown.instant(early) == Timestamp{24 * kHour + local("00:30"), false, false});
  CHECK(to_iso8601(unknown.instant({local("2021-12-22T10:18"), true, false})) == "2021-12-22T09:18:00.000Z");
  CHECK(to_iso8601(unknown.instant({local("2021-12-22T10:18")})) == "2021-12-22T10:18:00.000Z");
}
