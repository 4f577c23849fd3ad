#include "catch.hpp"
#include "summarize/fingerprint.hpp"
#include "summarize/partitions.hpp"

#include <culprit/distinct_count.hpp>

#include <cmath>
#include <random>
#include <string>

using culprit::DistinctCount;

namespace {

DistinctCount count_of(const std::vector<std::uint64_t>& hashes) { return of_all<DistinctCount>(hashes); }

std::uint64_t hash_of(std::size_t number) {
  return culprit::summarize::hash("account " + std::to_string(number));
}

/// As many different hashes; another `salt` gives others.
std::vector<std::uint64_t> hashes(std::size_t count, std::size_t salt = 0) {
  std::vector<std::uint64_t> made;
  for (std::size_t i = 0; i < count; ++i) made.push_back(hash_of(salt * 1000000 + i));
  return made;
}

}  // namespace

TEST_CASE("few different things are counted exactly, however often they come") {
  CHECK(DistinctCount().estimate() == 0);
  CHECK(count_of({7, 3, 7, 7, 3}).estimate() == 2);
  CHECK(count_of({0, ~0ULL}).estimate() == 2);
  auto most = hashes(DistinctCount::kExact);
  most.insert(most.end(), most.begin(), most.end());
  CHECK(count_of(most).estimate() == DistinctCount::kExact);
  CHECK(count_of(most).is_exact());
}

TEST_CASE("one more than can be counted exactly is estimated, whichever comes last") {
  auto one_more = hashes(DistinctCount::kExact + 1);
  std::sort(one_more.begin(), one_more.end());
  for (const std::size_t last : {0u, 100u, 256u}) {
    auto order = one_more;
    std::rotate(order.begin() + static_cast<std::ptrdiff_t>(last), order.end() - 1, order.end());
    CHECK_FALSE(count_of(order).is_exact());
    CHECK(count_of(order).estimate() > DistinctCount::kExact);
    CHECK(count_of(order) == count_of(one_more));
  }
}

TEST_CASE("hashes that somebody chose are estimated to something") {
  DistinctCount count;
  for (std::uint64_t hash = 0; hash <= DistinctCount::kExact; ++hash) count.add(hash);
  CHECK(count.estimate() == std::uint64_t{1} << 62);
}

TEST_CASE("many different things are estimated to a few percent") {
  for (const std::size_t count : {300u, 1000u, 5000u, 20000u}) {
    double squares = 0;
    double sum = 0;
    constexpr int kRounds = 40;
    for (int round = 0; round < kRounds; ++round) {
      const auto found = count_of(hashes(count, static_cast<std::size_t>(round)));
      const double error = static_cast<double>(found.estimate()) / static_cast<double>(count) - 1;
      REQUIRE(std::abs(error) < 0.25);  // four standard errors
      squares += error * error;
      sum += error;
    }
    CHECK(std::sqrt(squares / kRounds) < 0.08);
    CHECK(std::abs(sum / kRounds) < 0.03);
  }
}

TEST_CASE("parts merge to the count of the whole, in any order and grouping") {
  std::mt19937 random(2);
  for (int round = 0; round < 200; ++round) {
    auto all = hashes(round % 2 ? 250 + random() % 14 : random() % 700, static_cast<std::size_t>(round));
    for (auto again = random() % 100; again > 0 && !all.empty(); --again)
      all.push_back(all[random() % all.size()]);
    REQUIRE(merged_of_random_parts<DistinctCount>(all, random) == count_of(all));
  }
}

TEST_CASE("a count merges with itself, and with nothing") {
  auto count = count_of(hashes(300));
  const auto before = count;
  count.merge(count);
  count.merge(DistinctCount());
  CHECK(count == before);
}

TEST_CASE("a small count is small; its size never falls, and is bounded") {
  CHECK(count_of({1}).size_bytes() <= 40);
  DistinctCount count;
  std::size_t size = count.size_bytes();
  for (const auto hash : hashes(1000)) {
    const std::size_t growth = count.add(hash);
    REQUIRE(count.size_bytes() >= size);
    REQUIRE(count.size_bytes() - size == growth);
    size += growth;
  }
  CHECK(size <= 2080);
}

TEST_CASE("a count of different things comes back from its state") {
  for (const std::size_t count : {0u, 1u, 256u, 257u, 1000u})
    CHECK(DistinctCount::from_state(count_of(hashes(count)).state()) == count_of(hashes(count)));
  CHECK_FALSE(DistinctCount::from_state({{2, 1}, false}));
  CHECK_FALSE(DistinctCount::from_state({{1, 1}, false}));
  CHECK_FALSE(DistinctCount::from_state({{1, 2}, true}));  // others would have had room
  auto too_many = hashes(257);
  std::sort(too_many.begin(), too_many.end());
  CHECK_FALSE(DistinctCount::from_state({too_many, true}));
}
