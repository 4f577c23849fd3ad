#include "parse/layout_set.hpp"

#include "catch.hpp"
#include "parse/header_likeness.hpp"
#include "parse/layouts.hpp"
#include "parse/read_log.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace culprit;
using namespace culprit::parse;

namespace {

/// Layouts whose headers begin alike, in front of those that culprit knows.
std::vector<Layout> rivals() {
  std::vector<Layout> layouts;
  for (const char* pattern : {"%d [%t] %c %p: %m", "%d{yyyy-MM-dd} %p {%t} %m", "%d %t|%p|%m",
                              "%p [%d{HH:mm:ss}] y %m", "%5p [%d{HH:mm:ss}] %m", "%p %c %m", "%r %p %m",
                              "%d{d/M/yyyy H:mm} %p|%m", "[%d] %c|%m", "%c|%p|%m", "%d{MMM d, yyyy} %p|%m"})
    layouts.push_back(compile_layout({"mine", UserLayout::Kind::pattern, pattern}));
  layouts.push_back(compile_layout(
      {"expression", UserLayout::Kind::regex, R"((?P<time>\S+ \S+) \[x\] (?P<level>[A-Z]+) )"}));
  layouts.insert(layouts.end(), test::grammar().layouts.begin(), test::grammar().layouts.end());
  return layouts;
}

const std::vector<std::string> kLines = {
    "2015-10-09 18:04:22,808 [main] ERROR a.B - x",
    "2015-10-09 18:04:22,808 [main] a.B ERROR: x",
    "2015-10-09 18:04:22,808 [main] a.B ERROR - INFO: x",
    "2015-10-09 18:04:22,808 [x] ERROR a.B - x",
    "2015-10-09 INFO {main} x",
    "2015-10-09 18:04:22,808 main|INFO|x",
    "2015-10-09 18:04:22,808 INFO|INFO|x",
    " INFO [18:04:22] x",
    " INFO [18:04:22] y x",
    "INFO  [18:04:22] x",
    "ERROR [18:04:22] x",
    "WARN  [2026-11-23 14:44:33,510] a.B: slow",
    "WARN a.B slow",
    "453 INFO x",
    "453  [main] INFO  a.B - up",
    "9/11/2026 8:05 INFO|x",
    "19/1/2026 18:05 INFO|x",
    "09:12:49.063 [main] WARN  a.B - x",
    "2021-12-22T10:18:46,867+0000 lvl='WARN', log='B', th='t', xff='', rId='', tok='', aRId='', tRId='', x",
    "2026-11-23 14:44:33.510 ERROR 4711 --- [main] a.B : no",
    "2026-11-23 14:44:33.510 ERROR [a.B] no",
    "[2026-11-23 14:44:33] [WARNING] slow",
    "[2026-11-23 14:44:33] a.B|WARNING] slow",
    "Nov 23, 2026 2:44:30 PM a.B c",
    "Nov 23, 2026 12:44:30 PM a.B",
    "Nov 23, 2026 INFO|a.B c",
    "23-Nov-2026 14:44:33.510 SEVERE [main] a.B.c x",
    "23-Nov-2026 14:44:33.510 INFO a.B.c x",
    "2026-11-23 14:44:33,510 ERROR [main] a.B - x",
    "2026-11-23 14:44:33.510:WARN:a.B:t: x",
    "2026-11-23 14:44:33.510:INFO::x",
    "E, [2026-11-23T14:44:44.375965 #14137] ERROR -- p: x",
    "a.B|INFO|x",
    "> 09:12:49.063 [main] WARN  a.B - x",
    "\x1b[31m2015-10-09 18:04:22,808 [main] ERROR a.B - x",
    "a message's second line",
};

/// A line is compared with the one before only if it is longer than its beginning.
const std::string kMore = " and more, as messages have it mostly";

/// One of the lines, now and then with another character in it, or cut.
std::string random_line(std::mt19937& random) {
  std::string line = kLines[random() % kLines.size()] + kMore;
  for (int changes = static_cast<int>(random() % 3); changes > 0; --changes) {
    constexpr std::string_view kCharacters = "0123456789 []:-,.|IEa";
    line[random() % line.size()] = kCharacters[random() % kCharacters.size()];
  }
  if (random() % 8 == 0) line.resize(random() % line.size());
  return line;
}

}  // namespace

TEST_CASE("what a set of layouts has seen doesn't change what it says") {
  const std::vector<Layout> layouts = rivals();
  LayoutSet learned(layouts);
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const std::string line = random_line(random);
    // Twice, so that the second time something is known of it.
    for (int again = 0; again < 2; ++again) {
      const LayoutSet::Match here = learned.match(line);
      const LayoutSet::Match alone = LayoutSet(layouts).match(line);
      CAPTURE(i, line);
      REQUIRE((here.layout != nullptr ? here.layout - layouts.data() : -1) ==
              (alone.layout != nullptr ? alone.layout - layouts.data() : -1));
      REQUIRE(here.level == alone.level);
      REQUIRE(here.margin == alone.margin);
    }
  }
}

TEST_CASE("each of the layouts that culprit knows is found beside all others") {
  const std::vector<Layout>& layouts = test::grammar().layouts;
  std::vector<std::string> found;
  LayoutSet set(layouts);
  for (const std::string& line : kLines) {
    const LayoutSet::Match match = set.match(line);
    if (match.layout != nullptr) found.push_back(match.layout->name);
  }
  for (const Layout& layout : layouts) {
    CAPTURE(layout.name);
    CHECK(std::find(found.begin(), found.end(), layout.name) != found.end());
  }
}

TEST_CASE("the layouts that Kill Bill writes are known by their beginning alone") {
  const std::vector<Layout>& layouts = test::grammar().layouts;
  LayoutSet set(layouts);
  for (const char* line :
       {"2015-10-09 18:04:22,808 [main] ERROR a.B - x", "09:12:49.063 [main] WARN  a.B - x",
        "2021-12-22T10:18:46,867+0000 lvl='WARN', log='B', th='t', xff='', rId='', tok='', aRId='', tRId='', "
        "x"}) {
    CAPTURE(line);
    const Layout* const layout = set.match(line).layout;
    REQUIRE(layout != nullptr);
    const std::size_t bytes = match_start(*layout, line)->bytes;
    CHECK(bytes <= Shape::kLongest);
    for (const Layout* other = layouts.data(); other != layout; ++other)
      CHECK_FALSE(may_begin_alike(*other, *layout, line, bytes));
    CHECK((layout->rest == Layout::Rest::level || layout->rest == Layout::Rest::field_and_level));
  }
}

TEST_CASE("a field that is padded in front is no margin") {
  const std::vector<Layout> layouts = rivals();
  LayoutSet set(layouts);
  CHECK(set.match(" INFO [18:04:22] x" + kMore).margin == 0);
  CHECK(set.match(" INFO [18:04:22] y x" + kMore).margin == 1);
  CHECK(set.match(" INFO [18:04:22] x" + kMore).margin == 0);
}

TEST_CASE("a cause is no header, even where headers begin as it does") {
  const std::vector<Layout> layouts = {compile_layout({"mine", UserLayout::Kind::pattern, "Ca%t: %p %m"})};
  LayoutSet set(layouts);
  REQUIRE(set.match("Ca11: ERROR it failed" + kMore).layout == &layouts[0]);
  CHECK(set.match("Caused by: ERROR it failed" + kMore).layout == nullptr);
  CHECK(set.match("Ca12: ERROR it failed" + kMore).layout == &layouts[0]);
}

TEST_CASE("a header that is not remembered leaves the one before it as it was") {
  const std::vector<Layout> layouts = {
      compile_layout({"common", UserLayout::Kind::pattern, "%d [%t] %p %c - %m"}),
      compile_layout({"mine", UserLayout::Kind::pattern, "Ca%t: %p %m"})};
  const std::string common = "2021-12-22 10:18:46,003 [main] ERROR a.B - it said: WARN " + kMore;
  LayoutSet set(layouts);
  for (int i = 0; i < 2; ++i) {
    CHECK(set.match(common).layout == &layouts[0]);
    CHECK(set.match("Ca11: WARN it failed" + kMore).layout == &layouts[1]);
  }
  CHECK(set.match(common).level == Level::error);
}
