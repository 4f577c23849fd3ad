#include "catch.hpp"
#include "parse/read_header.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

using namespace culprit;

// An escape anywhere in a line has its fields located element by element. So a line with one
// behind it must have the same fields as without.
TEST_CASE("a header has the same fields, whether they are located at once or element by element") {
  constexpr std::string_view kHeaders[] = {
      "2015-10-09 18:04:22,808 [qtp1169015699-35] ERROR o.k.b.p.c.sm.Operation - timed out - again",
      "09:12:49.063 [http-nio-8080-exec-47] WARN  o.k.b.payment.core.PaymentProcessor - slow",
      "2026-11-23 14:44:33.510 ERROR 4711 --- [nio-8080-exec-1] o.k.b.payment.PaymentProcessor : no",
      "2015-10-09T18:04:22,808+0000 lvl='ERROR', log='PaymentProcessor', th='pool-1', xff='', rId='r-1', "
      "tok='', aRId='4', tRId='', it failed",
      "2015-10-09T18:04:22,808+0000 lvl='WARN', log='Server', th='main', xff='', rId='r', aRId='', tRId='7', "
      "slow",
      "10:18:46,003 INFO  [org.jboss.as] (main) started",
  };
  constexpr std::string_view kPieces[] = {" ", "  ", " - ", "] ", "[", "', ", ".", "a b", "ERROR", "", ":"};
  std::mt19937 random(7);
  int headers = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string line(kHeaders[random() % std::size(kHeaders)]);
    for (auto changes = random() % 3; changes > 0; --changes) {
      const std::size_t at = random() % line.size();
      line.replace(at, random() % 4, kPieces[random() % std::size(kPieces)]);
    }
    CAPTURE(line);
    const auto plain = test::read_header(line);
    const auto coloured = test::read_header(line + "\x1b[0m");
    headers += !plain.layout.empty();
    REQUIRE(plain.layout == coloured.layout);
    REQUIRE(plain.time == coloured.time);
    REQUIRE(plain.thread == coloured.thread);
    REQUIRE(plain.logger == coloured.logger);
    REQUIRE(plain.context == coloured.context);
    if (coloured.message.ends_with("\x1b[0m"))
      REQUIRE(plain.message == coloured.message.substr(0, coloured.message.size() - 4));
  }
  CHECK(headers > 10'000);
}
