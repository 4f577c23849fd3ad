#include "render/sparkline.hpp"

#include "catch.hpp"

#include <cstdint>

using culprit::Timeline;
using culprit::TimeSpan;
using culprit::render::sparkline;
using namespace std::chrono_literals;

namespace {

const TimeSpan kEightSeconds{{0}, {7999}};

Timeline seconds(const std::vector<std::uint64_t>& counts) {
  Timeline timeline;
  for (std::size_t i = 0; i < counts.size(); ++i)
    timeline.add(static_cast<std::int64_t>(i) * 1000, counts[i]);
  return timeline;
}

}  // namespace

TEST_CASE("a sparkline shows counts in proportion to the greatest") {
  CHECK(sparkline(seconds({1, 2, 3, 4, 5, 6, 7, 8}), kEightSeconds, 8) == "▁▂▃▄▅▆▇█");
  CHECK(sparkline(seconds({5, 5, 5, 5, 5, 5, 5, 5}), kEightSeconds, 8) == "████████");
}

TEST_CASE("a column without an occurrence is a dot, one with few is not") {
  CHECK(sparkline(seconds({0, 0, 1000, 1, 0, 500, 0, 1}), kEightSeconds, 8) == "··█▁·▄·▁");
  CHECK(sparkline(Timeline(), kEightSeconds, 8) == "········");
  CHECK(sparkline(seconds({0, 1}), kEightSeconds, 8) == "·█······");
}

TEST_CASE("columns stand for equal parts of the observed span") {
  CHECK(sparkline(seconds({1, 1, 2, 0, 0, 0, 4, 4}), kEightSeconds, 4) == "▂▂·█");
  CHECK(sparkline(seconds({1, 0}), {{0}, {1999}}, 6) == "███···");
  CHECK(sparkline(seconds({4, 4}), {{0}, {1999}}, 3) == "███");
  CHECK(sparkline(seconds({1, 2, 3}), kEightSeconds, 1) == "█");
  CHECK(sparkline(seconds({1, 2, 3}), kEightSeconds, 0).empty());
}

TEST_CASE("timelines with buckets of different widths share their columns") {
  const auto narrow = seconds({0, 0, 0, 0, 0, 1, 1, 1, 1, 1});
  const TimeSpan observed{{0}, {9999}};
  CHECK(sparkline(narrow, observed, 10) == "·····█████");
  CHECK(sparkline(narrow.widened(5s), observed, 10) == "·····█████");
  CHECK(sparkline(narrow.widened(10s), observed, 10) == "██████████");
  CHECK(sparkline(narrow.widened(1min), observed, 10) == "██████████");  // of the minute, what was observed
}

TEST_CASE("what lies outside of the observed span is not shown") {
  CHECK(sparkline(seconds({9, 1, 1, 9}), {{1000}, {2999}}, 2) == "██");
  CHECK(sparkline(seconds({1}), {{5000}, {4000}}, 2) == "··");
  CHECK(sparkline(seconds({1}), {{INT64_MIN}, {INT64_MAX}}, 3) == "·█·");
}
