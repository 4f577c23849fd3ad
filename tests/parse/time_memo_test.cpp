#include "parse/time_memo.hpp"

#include "catch.hpp"
#include "parse/calendar.hpp"
#include "parse/conversion_pattern.hpp"
#include "parse/read_log.hpp"

#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace culprit;
using namespace culprit::parse;

TEST_CASE("a time in a minute that was read before is what reading it anew says") {
  constexpr std::string_view kTimes[] = {"2021-12-22 10:18:46,003", "2021-12-22 10:18:46.003",
                                         "2021-10-31T02:59:59,999"};
  constexpr std::string_view kZones[] = {"", "Z", "+0100", "+01:00", "-01:30", "7", "7+0100"};
  constexpr std::string_view kBehind[] = {" [main] ERROR a.B - it failed", "-main ERROR a.B - it failed",
                                          "-0130-main ERROR a.B - it failed"};
  std::vector<Layout> layouts = test::grammar().layouts;
  layouts.push_back(compile_pattern("dashes", "%d-%thread %level %logger - %msg%n"));
  const TimeZone zone("Europe/Berlin");
  const Calendar calendar(zone, {}, {});
  TimeMemo memo;
  std::mt19937 random(11);
  const auto pick = [&](const auto& from) { return from[random() % std::size(from)]; };
  std::string header;
  int known = 0;
  for (int round = 0; round < 50'000; ++round) {
    if (round == 0 || random() % 8 == 0)
      header = std::string(pick(kTimes)).append(pick(kZones)).append(pick(kBehind));
    if (random() % 2 == 0) header[17 + random() % 6] = pick(std::string_view("0123456789"));
    if (random() % 8 == 0)
      header[random() % std::min<std::size_t>(header.size(), 30)] =
          pick(std::string_view("0123456789+-:Z ,."));
    // Of some layout whose headers begin with a time.
    for (const Layout& layout : layouts) {
      if (layout.time != 0 || !match_header(layout, header)) continue;
      CAPTURE(header, layout.name);
      const auto written = header_time(layout, header);
      const auto found = memo.find(layout, header);
      if (!written || !written->has_date) {
        REQUIRE(!found);
        continue;
      }
      const Timestamp instant = calendar.instant(*written);
      if (found) REQUIRE(*found == instant);
      known += found.has_value();
      memo.remember(layout, header, instant);
      REQUIRE((!memo.find(layout, header) || *memo.find(layout, header) == instant));
      break;
    }
  }
  CHECK(known > 5'000);
}
