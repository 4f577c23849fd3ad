#include "parse/quiet_header.hpp"

#include "catch.hpp"
#include "grammar.hpp"
#include "parse/conversion_pattern.hpp"

#include <cstring>
#include <random>
#include <string>
#include <vector>

using namespace culprit;
using namespace culprit::parse;

namespace {

/// With enough behind the line to be read.
Level match(const QuietHeader& header, std::string line) {
  const std::size_t size = line.size();
  line.append("\n").append(QuietHeader::kReach, 'x');
  return header.match(line.data(), line.data() + size);
}

QuietHeader learn(const Layout& layout, std::string_view line) {
  const auto start = match_start(layout, line);
  REQUIRE(start);
  return QuietHeader(layout, line, *start);
}

}  // namespace

TEST_CASE("a quiet header is known by its shape, its mark and its level") {
  const Layout layout = compile_pattern("logback", "%d [%thread] %-5level %logger - %msg%n");
  const QuietHeader header = learn(layout, "2015-10-09 18:04:22,808 [main] INFO  a.B - x");
  REQUIRE(header.layout() == &layout);
  CHECK(match(header, "2021-01-02 03:04:05,678 [http-nio-8080-exec-13] INFO  a.B - x") == Level::info);
  CHECK(match(header, "2021-01-02 03:04:05,678 [] WARN  a.B - x") == Level::warn);
  CHECK(match(header, "2021-01-02 03:04:05,678 [a] DEBUG a.B - x") == Level::debug);
  CHECK(match(header, "2021-01-02 03:04:05,678 [a] TRACE a.B - x") == Level::trace);
  // These may be headers, but it takes a closer look.
  CHECK(match(header, "2021-01-02 03:04:05,678 [a] ERROR a.B - x") == Level::unknown);
  CHECK(match(header, "2021-01-02 03:04:05,678 [a] b] INFO  a.B - x") == Level::unknown);
  CHECK(match(header, "2021-01-02T03:04:05,678 [a] INFO  a.B - x") == Level::unknown);
  CHECK(match(header, "2021-01-02 03:04:05,678 [a] INFOS a.B - x") == Level::unknown);
  CHECK(match(header, "2021-01-02 03:04:05,678 [a") == Level::unknown);
}

TEST_CASE("a mark or a level on the next line is none of this one") {
  const Layout layout = compile_pattern("logback", "%d [%thread] %-5level %logger - %msg%n");
  const QuietHeader header = learn(layout, "2015-10-09 18:04:22,808 [main] INFO  a.B - x");
  const std::string text =
      "2021-01-02 03:04:05,678 [main\n2021-01-02 03:04:05,678 [main] INFO  a.B - x\n" + std::string(32, ' ');
  CHECK(header.match(text.data(), text.data() + text.find('\n')) == Level::unknown);
}

TEST_CASE("what a quiet header accepts is a header of the same level") {
  std::mt19937 random(7);
  std::size_t accepted = 0;
  const Grammar grammar = make_grammar({}, {});
  for (const Layout& layout : grammar.layouts) {
    for (const char* const example :
         {"2015-10-09 18:04:22,808 [main] INFO  a.B - x",
          "2015-10-09T18:04:22,808+0000 lvl='INFO', log='B', th='a', "
          "xff='', rId='', tok='', aRId='', tRId='', x",
          "18:04:22.808 [main] WARN  a.B - x", "2015-10-09 18:04:22.808  INFO 1 --- [main] a.B : x",
          "2015-10-09 18:04:22,808 INFO  [a.B] (main) x"}) {
      const auto start = match_start(layout, example);
      if (!start) continue;
      const QuietHeader header(layout, example, *start);
      if (header.layout() == nullptr) continue;
      for (int round = 0; round < 2000; ++round) {
        std::string line = example;
        for (int changes = static_cast<int>(random() % 4); changes > 0; --changes) {
          const std::size_t at = random() % line.size();
          const std::string_view pieces[] = {"]", "] ", "INFO",    "DEBUG ", "TRACE", "WARN'",
                                             " ", "7",  "\x1b[1m", "'",      ""};
          line.replace(at, random() % 3, pieces[random() % std::size(pieces)]);
        }
        const Level level = match(header, line);
        if (level == Level::unknown) continue;
        ++accepted;
        CAPTURE(layout.name, line);
        REQUIRE(match_rest(layout, line, *start) == level);
        REQUIRE(match_header(layout, line).value().level == level);
      }
    }
  }
  CHECK(accepted > 1000);
}
