#include "catch.hpp"

#include <culprit/bursts.hpp>

#include <cmath>
#include <random>

using culprit::find_bursts;
using culprit::find_onset;
using culprit::Onset;
using culprit::Timeline;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kBegin = 1'440'000'000'000;  // a full hour

/// A log of this many minutes.
culprit::TimeSpan observed(std::int64_t minutes) { return {{kBegin}, {kBegin + minutes * kMinute - 1}}; }

/// Counts by the minute.
Timeline minutes(const std::vector<std::uint64_t>& counts) {
  Timeline timeline;
  for (std::size_t i = 0; i < counts.size(); ++i)
    timeline.add(kBegin + static_cast<std::int64_t>(i) * kMinute, counts[i]);
  return timeline.widened(1min);
}

std::vector<std::uint64_t> repeated(std::size_t minutes, std::uint64_t count) {
  return std::vector<std::uint64_t>(minutes, count);
}

std::vector<std::uint64_t> operator+(std::vector<std::uint64_t> a, const std::vector<std::uint64_t>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// Poisson's numbers, by Knuth's method: the same with every standard library.
std::vector<std::uint64_t> random_minutes(std::mt19937& random, std::size_t minutes, double rate) {
  std::vector<std::uint64_t> counts(minutes);
  for (auto& count : counts) {
    double product = 1;
    for (;; ++count) {
      product *= static_cast<double>(random()) / 4294967296.0;
      if (product <= std::exp(-rate)) break;
    }
  }
  return counts;
}

}  // namespace

TEST_CASE("nothing, or a single occurrence, is neither burst nor onset") {
  for (const auto& timeline : {Timeline(), minutes({0, 0, 0, 1})}) {
    CHECK(find_bursts(timeline, observed(90)).empty());
    CHECK_FALSE(find_onset(timeline, observed(90)));
  }
}

TEST_CASE("a steady rate has no burst, and no onset") {
  for (const std::uint64_t rate : {1u, 6u, 100000u}) {
    CHECK(find_bursts(minutes(repeated(90, rate)), observed(90)).empty());
    CHECK_FALSE(find_onset(minutes(repeated(90, rate)), observed(90)));
  }
}

TEST_CASE("a rate that varies as chance will have it has no burst, and no onset") {
  std::mt19937 random(12);
  for (int round = 0; round < 300; ++round) {
    const auto chance = minutes(random_minutes(random, 90, std::pow(10, round % 5 - 2)));
    REQUIRE(find_bursts(chance, observed(90)).empty());
    REQUIRE_FALSE(find_onset(chance, observed(90)));
  }
}

TEST_CASE("a minute with ten times as many is a burst") {
  const auto timeline = minutes(repeated(40, 6) + repeated(1, 60) + repeated(49, 6));
  const auto bursts = find_bursts(timeline, observed(90));
  REQUIRE(bursts.size() == 1);
  CHECK(bursts[0].begin == kBegin + 40 * kMinute);
  CHECK(bursts[0].end == kBegin + 41 * kMinute);
  CHECK(bursts[0].count == 60);
  CHECK(bursts[0].usual == Approx(6).epsilon(0.01));
  CHECK_FALSE(find_onset(timeline, observed(90)));
}

TEST_CASE("bursts side by side are one, and a great one does not hide a small one") {
  const auto bursts = find_bursts(minutes(repeated(20, 2) + std::vector<std::uint64_t>{5000, 9000, 300} +
                                          repeated(40, 2) + repeated(2, 25) + repeated(25, 2)),
                                  observed(90));
  REQUIRE(bursts.size() == 2);
  CHECK(bursts[0].begin == kBegin + 20 * kMinute);
  CHECK(bursts[0].end == kBegin + 23 * kMinute);
  CHECK(bursts[0].count == 14300);
  CHECK(bursts[1].begin == kBegin + 63 * kMinute);
  CHECK(bursts[1].count == 50);
}

TEST_CASE("minutes in which nothing happened count as such") {
  const auto ten = minutes(repeated(10, 6));
  CHECK(find_bursts(ten, observed(10)).empty());
  const auto bursts = find_bursts(ten, observed(1000));
  REQUIRE(bursts.size() == 1);
  CHECK(bursts[0].end == kBegin + 10 * kMinute);
  CHECK(bursts[0].count == 60);
  CHECK(bursts[0].usual == Approx(10.0 / 990));
}

TEST_CASE("what was observed in fewer than eight buckets has no burst") {
  CHECK(find_bursts(minutes({1000}), observed(7)).empty());
  CHECK(find_bursts(minutes({1000}), observed(8)).size() == 1);
  CHECK(find_bursts(minutes({1, 1000, 1}), observed(1)).empty());  // the timeline knows better
}

TEST_CASE("a failure that begins midway has its onset there") {
  std::mt19937 random(13);
  CHECK(find_onset(minutes(repeated(45, 0) + repeated(45, 6)), observed(90)) ==
        Onset{kBegin + 45 * kMinute, 0, 270});
  CHECK(find_onset(minutes(repeated(45, 1) + repeated(45, 6)), observed(90)) ==
        Onset{kBegin + 45 * kMinute, 45, 270});
  // single ones before
  CHECK(find_onset(minutes(repeated(7, 0) + repeated(1, 1) + repeated(40, 0) + repeated(40, 3)),
                   observed(88)) == Onset{kBegin + 48 * kMinute, 1, 120});
  for (int round = 0; round < 200; ++round) {
    const auto onset =
        find_onset(minutes(random_minutes(random, 30, 0.2) + random_minutes(random, 60, 4)), observed(90));
    REQUIRE(onset);
    REQUIRE(std::abs(onset->time - (kBegin + 30 * kMinute)) <= 5 * kMinute);
  }
}

TEST_CASE("a failure that went away again has no onset") {
  CHECK_FALSE(find_onset(minutes(repeated(30, 0) + repeated(30, 6)), observed(90)));
  CHECK_FALSE(find_onset(minutes(repeated(30, 0) + repeated(1, 500)), observed(90)));
}

TEST_CASE("a burst before it does not hide an onset") {
  const auto timeline = minutes(repeated(10, 0) + repeated(1, 100) + repeated(49, 0) + repeated(30, 12));
  const auto onset = find_onset(timeline, observed(90));
  REQUIRE(onset);
  CHECK(onset->time == kBegin + 60 * kMinute);
  CHECK(onset->before == 100);
}

TEST_CASE("too few occurrences, or too short a time, have no onset") {
  CHECK_FALSE(find_onset(minutes(repeated(45, 0) + repeated(7, 1)), observed(52)));
  CHECK_FALSE(find_onset(minutes(repeated(87, 0) + repeated(3, 50)), observed(90)));
}

TEST_CASE("bursts of extreme times and counts are found without overflow") {
  Timeline timeline;
  timeline.add(-Timeline::kLatest, ~0ULL);
  timeline.add(0, ~0ULL);
  timeline.add(Timeline::kLatest, 5);
  const culprit::TimeSpan all{{INT64_MIN}, {INT64_MAX}};
  CHECK(find_bursts(timeline, all).size() >= 2);
  CHECK_FALSE(find_onset(timeline, all));
}
