#include "catch.hpp"
#include "parse/layout_set.hpp"
#include "parse/read_log.hpp"
#include "property/random_log.hpp"

#include <algorithm>
#include <random>

using namespace culprit;
using namespace culprit::parse;

namespace {

struct Header {
  std::string layout;
  Level level = Level::unknown;
  std::string time;  ///< ISO 8601, or empty
  HeaderFields fields;
};

Header read(std::string_view line) {
  LayoutSet layouts(test::grammar().layouts);
  const LayoutSet::Match match = layouts.match(line);
  Header header;
  if (!match.layout) return header;
  header.layout = match.layout->name;
  header.level = match.level;
  if (const auto time = header_time(*match.layout, line)) header.time = to_iso8601(*time);
  locate_fields(*match.layout, line.substr(match.margin), match.start_bytes, header.fields);
  return header;
}

}  // namespace

TEST_CASE("logback's layout with a date is read") {
  const Header h =
      read("2015-10-09 18:04:22,808 [qtp1169015699-35] ERROR o.k.b.p.c.sm.Operation - timed out - again");
  CHECK(h.layout == "logback");
  CHECK(h.level == Level::error);
  CHECK(h.time == "2015-10-09T18:04:22.808");
  CHECK(h.fields.thread == "qtp1169015699-35");
  CHECK(h.fields.logger == "o.k.b.p.c.sm.Operation");
  CHECK(h.fields.message == "timed out - again");
}

TEST_CASE("logback's layout with the time alone is read") {
  const Header h =
      read("09:12:49.063 [http-nio-8080-exec-47] WARN  o.k.b.payment.core.PaymentProcessor - slow");
  CHECK(h.layout == "logback-time");
  CHECK(h.level == Level::warn);
  CHECK(h.fields.logger == "o.k.b.payment.core.PaymentProcessor");
  CHECK(h.fields.message == "slow");
}

TEST_CASE("colours and padding are no part of a field") {
  const Header h = read(
      "09:12:49.063 [main   ] \x1b[31mERROR\x1b[0;39m \x1b[36mo.k.b.Server                 \x1b[0;39m - "
      "down ");
  CHECK(h.level == Level::error);
  CHECK(h.fields.thread == "main");
  CHECK(h.fields.logger == "o.k.b.Server");
  CHECK(h.fields.message == "down ");
}

TEST_CASE("Kill Bill's layout gives the diagnostic context") {
  const Header h = read(
      "2021-12-22T10:18:46,867+0000 lvl='WARN', log='GlobalLockerBase', th='http-bio-8181-exec-2', "
      "xff='10.1.2.3', "
      "rId='7c1d', tok='c3d1', aRId='18294', tRId='', Failed to acquire lock, aRId='7'");
  CHECK(h.layout == "killbill");
  CHECK(h.level == Level::warn);
  CHECK(h.fields.logger == "GlobalLockerBase");
  CHECK(h.fields.thread == "http-bio-8181-exec-2");
  CHECK(h.fields.message == "Failed to acquire lock, aRId='7'");
  REQUIRE(h.fields.context.size() == 4);
  CHECK(h.fields.context[0].name == "req.xForwardedFor");
  CHECK(h.fields.context[3].name == "kb.accountRecordId");
  CHECK(h.fields.context[3].value == "18294");
}

TEST_CASE("older servers write no user token") {
  const Header h = read(
      "2016-09-01T06:45:04,242+0000 lvl='INFO', log='Bus', th='bus_ext_events-th-1', xff='', rId='', "
      "aRId='1', "
      "tRId='2', tok='none' said");
  CHECK(h.fields.message == "tok='none' said");
  REQUIRE(h.fields.context.size() == 2);
  CHECK(h.fields.context[0].name == "kb.accountRecordId");
}

TEST_CASE("a thread's name may hold blanks and brackets") {
  CHECK(read("2015-10-09 18:04:22,808 [pool 3 [with brackets]] INFO a.B - x").fields.thread ==
        "pool 3 [with brackets]");
  CHECK(read("2015-10-09 18:04:22,808 [] INFO a.B - x").fields.thread.empty());
}

TEST_CASE("a message may be empty, and a logger too") {
  CHECK(read("2015-10-09 18:04:22,808 [main] INFO  a.B - ").fields.message.empty());
  CHECK(read("2015-10-09 18:04:22,808 [main] INFO  a.B -").fields.logger == "a.B");
  CHECK(read("2015-10-09 18:04:22,808 [main] INFO   - x").fields.message == "x");
}

TEST_CASE("an excerpt that is quoted as a whole has a margin") {
  LayoutSet layouts(test::grammar().layouts);
  CHECK(layouts.match("> > 09:12:49.063 [main] WARN  a.B - x").margin == 4);
  CHECK(layouts.match("    09:12:49.063 [main] WARN  a.B - x").margin == 4);
}

TEST_CASE("what only resembles a header is none") {
  for (const char* line :
       {"2015-10-09 18:04:22,808", "2015-10-09 18:04:22,808 [main] a.B - x",
        "2015-10-09 18:04:22,808 [main] INFORM a.B - x", "18:04:22 Server started",
        "2021-12-22T10:18:46,867+0000 level='WARN', log='x'", "at 09:12:49.063 [main] WARN  a.B - x", "", " ",
        ">", "\x1b[31m", "09:12:49.063 [main"}) {
    CAPTURE(line);
    CHECK(read(line).layout.empty());
  }
}

TEST_CASE("whether a line is a header does not depend on the lines before") {
  std::mt19937 random(4);
  const std::string log = test::random_log(random, 3000);
  LayoutSet learned(test::grammar().layouts);
  for (std::size_t at = 0; at < log.size();) {
    const std::size_t end = std::min(log.find('\n', at), log.size());
    const std::string_view line = std::string_view(log).substr(at, end - at);
    const LayoutSet::Match here = learned.match(line);
    LayoutSet fresh(test::grammar().layouts);
    const LayoutSet::Match alone = fresh.match(line);
    CAPTURE(line);
    REQUIRE((here.layout ? here.layout->name : "none") == (alone.layout ? alone.layout->name : "none"));
    REQUIRE(here.level == alone.level);
    REQUIRE(here.margin == alone.margin);
    at = end + 1;
  }
}
