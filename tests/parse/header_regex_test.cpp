#include "catch.hpp"
#include "parse/layouts.hpp"
#include "parse/read_header.hpp"

#include <culprit/error.hpp>

#include <string>

using namespace culprit;

namespace {

parse::Layout regex(const std::string& pattern) {
  return parse::compile_layout({"mine", UserLayout::Kind::regex, pattern});
}

test::ReadHeader read(std::string_view line, const std::string& pattern) {
  const parse::Layout layout = regex(pattern);
  return test::read_header(line, {&layout, 1});
}

}  // namespace

TEST_CASE("a regular expression's groups are a record's fields") {
  const auto h = read("<3> 2026-11-23T14:44:33Z node-7 main a.B down, again",
                      R"(<(?P<priority>\d)> (?P<time>\S+) (?P<host>\S+) (?P<thread>\S+) (?P<logger>\S+) )");
  CHECK(h.layout == "mine");
  CHECK(h.level == Level::unknown);
  CHECK(h.time == "2026-11-23T14:44:33.000Z");
  CHECK(h.thread == "main");
  CHECK(h.logger == "a.B");
  CHECK(h.message == "down, again");
  CHECK(h.context == std::map<std::string, std::string>{{"host", "node-7"}, {"priority", "3"}});
}

TEST_CASE("a regular expression's level is one of any dialect") {
  const std::string pattern = R"((?P<level>[A-Za-z]+)\|(?P<message>[^|]*)\|)";
  CHECK(read("severe|x|", pattern).level == Level::error);
  CHECK(read("WARNING|x|", pattern).level == Level::warn);
  CHECK(read("WARNING|x| y", pattern).message == "x");
  CHECK(read("LOUD|x|", pattern).level == Level::unknown);
  CHECK(read("LOUD|x|", pattern).layout == "mine");
}

TEST_CASE("a regular expression has to match from the line's start") {
  CHECK(read("x ERROR y", "(?P<level>ERROR) ").layout.empty());
  CHECK(read("ERROR y", "(?P<level>ERROR) ").layout == "mine");
}

TEST_CASE("a regular expression's time is read in the usual formats") {
  const auto time = [](std::string_view text) { return read(text, "(?P<time>.*)").time; };
  CHECK(time("2026-11-23 14:44:33,510") == "2026-11-23T14:44:33.510");
  CHECK(time("14:44:33.510") == "14:44:33.510");
  CHECK(time("23/Nov/2026:14:44:33 +0100") == "2026-11-23T13:44:33.000Z");
  CHECK(time("Nov 23, 2026 2:44:30 PM") == "2026-11-23T14:44:30.000");
  CHECK(time("23-Nov-2026 14:44:33.510") == "2026-11-23T14:44:33.510");
  CHECK(time("Mon Nov 23 14:44:33 UTC 2026") == "2026-11-23T14:44:33.000Z");
  CHECK(time("1351866842123") == "2012-11-02T14:34:02.123Z");
  CHECK(time("yesterday").empty());
  CHECK(time("").empty());
}

TEST_CASE("a regular expression without time and level, or that is none, is an error") {
  CHECK_THROWS_AS(regex("(?P<thread>.*)"), Error);
  CHECK_THROWS_AS(regex("(?P<level>"), Error);
  CHECK_THROWS_AS(regex(""), Error);
}
