#include "catch.hpp"
#include "summarize/partitions.hpp"

#include <culprit/timeline.hpp>

#include <limits>
#include <random>

using culprit::Timeline;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t kDay = 86'400'000;

Timeline of_times(const std::vector<std::int64_t>& times) { return of_all<Timeline>(times); }

/// Up to `count` times within a span of milliseconds to centuries.
std::vector<std::int64_t> random_times(std::mt19937_64& random, std::size_t count) {
  const std::int64_t span = std::int64_t{1} << random() % 48;
  const std::int64_t begin = static_cast<std::int64_t>(random() % 4'000'000'000'000) - 2'000'000'000'000;
  std::vector<std::int64_t> times(random() % (count + 1));
  for (auto& time : times)
    time = begin + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(span));
  return times;
}

}  // namespace

TEST_CASE("a timeline counts by the second at first") {
  const auto failures = of_times({1000, 1999, 5000, -1});
  CHECK(failures.width() == 1s);
  CHECK(failures.buckets() == std::vector<Timeline::Bucket>{{-1000, 1}, {1000, 2}, {5000, 1}});
  CHECK(failures.total() == 4);
  CHECK(Timeline().total() == 0);
  CHECK(Timeline().buckets().empty());
}

TEST_CASE("ninety-six buckets are kept, and the next one widens all") {
  Timeline failures;
  for (int second = 0; second < 96; ++second) failures.add(second * 1000);
  CHECK(failures.width() == 1s);
  CHECK(failures.buckets().size() == 96);
  failures.add(95'999);  // in a bucket that is there
  CHECK(failures.width() == 1s);
  failures.add(96'000);
  CHECK(failures.width() == 5s);
  CHECK(failures.buckets().size() == 20);
  CHECK(failures.buckets().front() == Timeline::Bucket{0, 5});
  CHECK(failures.buckets().back() == Timeline::Bucket{95'000, 3});
}

TEST_CASE("a day of failures is counted by the half hour, a year by the week") {
  Timeline day, year;
  for (std::int64_t minute = 0; minute < 24 * 60; ++minute) day.add(minute * 60'000);
  for (std::int64_t hour = 0; hour < 24 * 365; ++hour) year.add(hour * 3'600'000);
  CHECK(day.width() == 30min);
  CHECK(year.width() == 24h * 7);
}

TEST_CASE("times from end to end of what an integer holds find room") {
  using limits = std::numeric_limits<std::int64_t>;
  std::vector<std::int64_t> times{limits::min(), limits::max(), 0, -1};
  for (int bit = 0; bit < 63; ++bit) {
    times.push_back(std::int64_t{1} << bit);
    times.push_back(-(std::int64_t{1} << bit));
  }
  for (std::int64_t time = -Timeline::kLatest; time < Timeline::kLatest - (std::int64_t{1} << 54);
       time += std::int64_t{1} << 54)
    times.push_back(time);
  const auto ages = of_times(times);
  CHECK(ages.buckets().size() <= Timeline::kBuckets);
  CHECK(ages.total() == times.size());
  CHECK(Timeline::from_state(ages.state()) == ages);
  CHECK(ages.shifted(std::chrono::milliseconds(limits::max())).total() == times.size());
  CHECK(ages.shifted(std::chrono::milliseconds(limits::min())).buckets().size() == 1);
  std::mt19937 random(4);
  CHECK(merged_of_random_parts<Timeline>(times, random) == ages);
}

TEST_CASE("parts of times merge to their whole, in any order and grouping") {
  std::mt19937_64 random(5);
  std::mt19937 parting(6);
  for (int round = 0; round < 2000; ++round) {
    const auto times = random_times(random, 400);
    REQUIRE(merged_of_random_parts<Timeline>(times, parting) == of_times(times));
  }
}

TEST_CASE("parts that fill all buckets, or just not, of any width merge to their whole") {
  std::mt19937 random(7);
  for (std::int64_t width : {1000, 5000, 30'000, 3'600'000, 86'400'000})
    for (std::int64_t count = 94; count <= 99; ++count)
      for (int round = 0; round < 20; ++round) {
        std::vector<std::int64_t> times;
        for (std::int64_t i = 0; i < count; ++i) {
          times.push_back(i * width + static_cast<std::int64_t>(random() % 1000));
          times.push_back(i * width + width - 1);
        }
        REQUIRE(merged_of_random_parts<Timeline>(times, random) == of_times(times));
      }
}

TEST_CASE("a timeline merges with itself, and with nothing") {
  auto failures = of_times({1, 2, 86'400'000});
  const auto before = failures;
  failures.merge(Timeline());
  CHECK(failures == before);
  failures.merge(failures);
  CHECK(failures == of_times({1, 2, 86'400'000, 1, 2, 86'400'000}));
}

TEST_CASE("timelines of different widths can be lined up") {
  std::mt19937_64 random(8);
  const auto failures = of_times({1000, 7000, 61'000});
  CHECK(failures.widened(2s).width() == 5s);
  CHECK(failures.widened(1min).buckets() == std::vector<Timeline::Bucket>{{0, 2}, {60'000, 1}});
  CHECK(failures.widened(1ms) == failures);
  CHECK(failures.widened(std::chrono::milliseconds::max()).buckets().size() == 1);
  for (int round = 0; round < 100; ++round) {
    const auto narrow = of_times(random_times(random, 50));
    auto both = narrow;
    const auto other = of_times(random_times(random, 300));
    both.merge(other);
    auto aligned = narrow.widened(both.width());
    aligned.merge(other.widened(both.width()));
    REQUIRE(aligned == both);
  }
}

TEST_CASE("moving a timeline by days is moving its times") {
  std::mt19937_64 random(9);
  for (int round = 0; round < 300; ++round) {
    auto times = random_times(random, 200);
    const auto stood = of_times(times);
    if (stood.width() > 24h) continue;
    const std::int64_t by = kDay * (static_cast<std::int64_t>(random() % 40'000) - 20'000);
    for (auto& time : times) time += by;
    REQUIRE(stood.shifted(std::chrono::milliseconds(by)) == of_times(times));
  }
}

TEST_CASE("a bucket that is moved by less than its width goes where its start lies") {
  const auto minutes = of_times({0, 65'000}).widened(1min);
  CHECK(minutes.shifted(59s) == minutes);
  CHECK(minutes.shifted(-1s).buckets() == std::vector<Timeline::Bucket>{{-60'000, 1}, {0, 1}});
}

TEST_CASE("the size of a timeline never falls, and is bounded; one occurrence is small") {
  CHECK(of_times({5}).size_bytes() <= 48);
  std::mt19937_64 random(10);
  for (int round = 0; round < 100; ++round) {
    Timeline failures;
    std::size_t size = failures.size_bytes();
    for (const auto time : random_times(random, 500)) {
      const std::size_t growth = failures.add(time);
      REQUIRE(failures.size_bytes() >= size);
      REQUIRE(failures.size_bytes() - size == growth);
      size += growth;
    }
    CHECK(size < 1600);
  }
}

TEST_CASE("a timeline comes back from its state") {
  std::mt19937_64 random(11);
  CHECK(Timeline::from_state({}) == Timeline());
  for (int round = 0; round < 200; ++round) {
    const auto failures = of_times(random_times(random, 300));
    REQUIRE(Timeline::from_state(failures.state()) == failures);
  }
  CHECK_FALSE(Timeline::from_state({2s, {}}));
  CHECK_FALSE(Timeline::from_state({-1s, {}}));
  CHECK_FALSE(Timeline::from_state({5s, {{1000, 1}}}));
  CHECK_FALSE(Timeline::from_state({1s, {{1000, 0}}}));
  CHECK_FALSE(Timeline::from_state({1s, {{1000, 1}, {1000, 1}}}));
  CHECK_FALSE(Timeline::from_state({1s, {{1000, 1}, {0, 1}}}));
  CHECK_FALSE(Timeline::from_state({1s, {{4'000'000'000'000'000'000, 1}}}));
  CHECK_FALSE(Timeline::from_state({1s, {{-4'000'000'000'000'000'000, 1}}}));
}
