#include "catch.hpp"
#include "summarize/partitions.hpp"

#include <culprit/distribution.hpp>

#include <cmath>
#include <limits>
#include <random>

using culprit::Distribution;

namespace {

Distribution spread_of(const std::vector<double>& values) { return of_all<Distribution>(values); }

/// From 0 to below 1.
double uniform(std::mt19937& random) { return static_cast<double>(random()) / 4294967296.0; }

/// Numbers of a shape that logs have: of one magnitude, of many, with negatives, few distinct ones.
std::vector<double> random_numbers(std::mt19937& random, std::size_t count) {
  const auto shape = random() % 6;
  const double spread = std::pow(10, 12 * uniform(random));
  std::vector<double> numbers(count);
  for (double& number : numbers) {
    switch (shape) {
      case 0: number = 5 + 5 * uniform(random); break;
      case 1: number = -std::log(1 - uniform(random)) * 300; break;
      case 2: number = std::pow(spread, uniform(random)); break;
      case 3: number = (uniform(random) - 0.5) * spread; break;
      case 4: number = static_cast<double>(random() % 12); break;
      default: number = std::ldexp(uniform(random) - 0.5, static_cast<int>(random() % 1900) - 950); break;
    }
  }
  return numbers;
}

}  // namespace

TEST_CASE("a distribution knows count, least, greatest and mean exactly") {
  const auto waited = spread_of({5, 8.9, 9.9, 8.9, -0.5});
  CHECK(waited.count() == 5);
  CHECK(waited.min() == -0.5);
  CHECK(waited.max() == 9.9);
  CHECK(waited.mean() == Approx(32.2 / 5).epsilon(1e-15));
  CHECK_FALSE(waited.is_constant());
}

TEST_CASE("a distribution without numbers is all zeros") {
  const Distribution none;
  CHECK(none.count() == 0);
  CHECK(none.min() == 0);
  CHECK(none.max() == 0);
  CHECK(none.mean() == 0);
  CHECK(none.quantile(0.5) == 0);
  CHECK(none.is_constant());
  CHECK(none == spread_of({std::nan(""), std::numeric_limits<double>::infinity()}));
}

TEST_CASE("numbers that don't differ take no memory, and all is exact") {
  Distribution thirty;
  thirty.add(30.1, 1000000);
  thirty.add(30.1);
  CHECK(thirty.is_constant());
  CHECK(thirty.size_bytes() == sizeof thirty);
  CHECK(sizeof thirty <= 24);
  CHECK(thirty.count() == 1000001);
  CHECK(thirty.quantile(0.5) == 30.1);
  CHECK(thirty.mean() == 30.1);
  CHECK(thirty.relative_error() == 0);
  CHECK(spread_of({0.0, -0.0}).is_constant());
}

TEST_CASE("adding a number many times is adding it as often") {
  Distribution at_once, one_by_one;
  for (const double value : {0.25, -3.0, 1e12}) {
    at_once.add(value, 1000);
    for (int i = 0; i < 1000; ++i) one_by_one.add(value);
  }
  at_once.add(7, 0);
  CHECK(at_once == one_by_one);
}

TEST_CASE("the mean of small differences between large numbers is exact") {
  Distribution sum;
  for (int i = 0; i < 1000; ++i) {
    sum.add(1e15);
    sum.add(-1e15);
    sum.add(0.001);
  }
  CHECK(sum.mean() == Approx(0.001 / 3).epsilon(1e-12));
}

TEST_CASE("the mean does not overflow") {
  Distribution large;
  large.add(1e18, std::numeric_limits<std::uint64_t>::max() / 2);
  large.add(3e18, std::numeric_limits<std::uint64_t>::max() / 2);
  CHECK(large.mean() == Approx(2e18));
  CHECK(spread_of({1e300, -1e300}).mean() == Approx(0).margin(1));
  CHECK(spread_of({1e300, 2e300}).mean() == 1e300);  // counted as 2^63, and never below the least
}

TEST_CASE("quantiles are as near as relative_error says") {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    auto numbers = random_numbers(random, 1 + random() % 1500);
    const auto spread = spread_of(numbers);
    std::sort(numbers.begin(), numbers.end());
    for (const double q : {0.0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.99, 1.0}) {
      const double exact = numbers[static_cast<std::size_t>(q * static_cast<double>(numbers.size() - 1))];
      REQUIRE(std::abs(spread.quantile(q) - exact) <=
              std::abs(exact) * spread.relative_error() * (1 + 1e-12));
    }
    REQUIRE(spread.quantile(0) == numbers.front());
    REQUIRE(spread.quantile(1) == numbers.back());
  }
}

TEST_CASE("the error is small for numbers as logs have them") {
  std::mt19937 random(1);
  const auto error_of = [&](double least, double greatest) {
    Distribution spread;
    for (int i = 0; i < 10000; ++i) spread.add(least * std::pow(greatest / least, uniform(random)));
    return spread.relative_error();
  };
  CHECK(spread_of({1, 2, 3, 5, 8, 13, 100}).relative_error() < 0.005);
  CHECK(error_of(8.9, 9.9) < 0.005);
  CHECK(error_of(1, 10) < 0.025);
  CHECK(error_of(1, 100) < 0.045);
  CHECK(error_of(1, 1e4) < 0.09);
}

TEST_CASE("negative numbers and zero have their place") {
  const auto spread = spread_of({-100, -10, -1, 0, 0, 1, 10, 100, 1000});
  CHECK(spread.quantile(0.13) == Approx(-10).epsilon(0.005));
  CHECK(spread.quantile(0.3) == Approx(-1).epsilon(0.005));
  CHECK(spread.quantile(0.5) == 0);
  CHECK(spread.quantile(0.8) == Approx(10).epsilon(0.005));
}

TEST_CASE("sixty-four buckets are kept, and the next one unites all by twos") {
  Distribution spread;
  for (int i = 0; i < 64; ++i) spread.add(std::exp2((i * 2 + 0.5) / 128));
  CHECK(spread.state().level == 0);
  CHECK(spread.state().buckets.size() == 64);
  const double finest = spread.relative_error();
  const auto size = spread.size_bytes();

  spread.add(1.0001);  // in a bucket that is there
  CHECK(spread.state().level == 0);
  spread.add(1000);
  CHECK(spread.state().level > 0);
  CHECK(spread.relative_error() > finest);
  CHECK(spread.size_bytes() == size);
}

TEST_CASE("numbers from end to end of what a double holds find room") {
  using limits = std::numeric_limits<double>;
  std::vector<double> numbers{limits::max(), limits::lowest(), limits::denorm_min(), -limits::denorm_min(),
                              0};
  for (int exponent = -1074; exponent < 1024; ++exponent) {
    numbers.push_back(std::ldexp(1.0, exponent));
    numbers.push_back(-std::ldexp(1.5, exponent - 1));
  }
  const auto spread = spread_of(numbers);
  CHECK(spread.min() == limits::lowest());
  CHECK(spread.max() == limits::max());
  CHECK(spread.state().buckets.size() <= Distribution::kBuckets);
  CHECK(spread.relative_error() <= 1);
  for (double q = 0; q <= 1; q += 0.01) CHECK(std::isfinite(spread.quantile(q)));
  std::mt19937 random(8);
  CHECK(merged_of_random_parts<Distribution>(numbers, random) == spread);
}

TEST_CASE("parts of numbers merge to their whole, in any order and grouping") {
  std::mt19937 random(5);
  for (int round = 0; round < 2000; ++round) {
    const auto numbers = random_numbers(random, random() % 200);
    REQUIRE(merged_of_random_parts<Distribution>(numbers, random) == spread_of(numbers));
  }
}

TEST_CASE("parts that fill all buckets, or just not, merge to their whole") {
  std::mt19937 random(6);
  for (unsigned round = 0; round < 500; ++round) {
    std::vector<double> numbers;
    for (auto i = 60 + random() % 9; i > 0; --i) {
      const double number = std::exp2((static_cast<double>(i * (1 + round % 5)) + 0.5) / 128);
      numbers.insert(numbers.end(), 1 + random() % 3, random() % 2 ? number : -number);
    }
    REQUIRE(merged_of_random_parts<Distribution>(numbers, random) == spread_of(numbers));
  }
}

TEST_CASE("a distribution merges with itself, and with nothing") {
  auto spread = spread_of({1, 2, 2, 1e9});
  const auto before = spread;
  spread.merge(Distribution());
  CHECK(spread == before);
  spread.merge(spread);
  CHECK(spread == spread_of({1, 2, 2, 1e9, 1, 2, 2, 1e9}));
  auto none = Distribution();
  none.merge(before);
  CHECK(none == before);
}

TEST_CASE("the size of a distribution never falls, and is bounded") {
  std::mt19937 random(9);
  for (int round = 0; round < 100; ++round) {
    Distribution spread;
    std::size_t size = spread.size_bytes();
    for (const double number : random_numbers(random, 300)) {
      const std::size_t growth = spread.add(number);
      REQUIRE(spread.size_bytes() >= size);
      REQUIRE(spread.size_bytes() - size == growth);
      size += growth;
    }
    CHECK(size < 1300);
  }
}

TEST_CASE("a distribution comes back from its state") {
  std::mt19937 random(11);
  CHECK(Distribution::from_state({}) == Distribution());
  CHECK(Distribution::from_state(spread_of({4, 4}).state()) == spread_of({4, 4}));
  for (int round = 0; round < 200; ++round) {
    const auto spread = spread_of(random_numbers(random, random() % 300));
    REQUIRE(Distribution::from_state(spread.state()) == spread);
  }
}

TEST_CASE("a state that no numbers lead to is refused") {
  const auto refused = [](auto&& change) {
    auto state = spread_of({1, 2, 3, 3}).state();
    change(state);
    return !Distribution::from_state(state);
  };
  CHECK_FALSE(refused([](auto&) {}));
  CHECK(refused([](auto& state) { state.count = 5; }));
  CHECK(refused([](auto& state) { state.min = 4; }));
  CHECK(refused([](auto& state) { state.max = 4; }));
  CHECK(refused([](auto& state) { state.max = std::nan(""); }));
  CHECK(refused([](auto& state) { state.level = 1; }));  // three buckets never collapse
  CHECK(refused([](auto& state) { state.level = -1; }));
  CHECK(refused([](auto& state) { state.buckets.clear(); }));
  CHECK(refused([](auto& state) { std::swap(state.buckets[0], state.buckets[1]); }));
  CHECK(refused([](auto& state) { state.buckets[1].count = 0; }));

  Distribution::State constant;
  constant.count = 1;
  constant.min = 7;
  CHECK_FALSE(Distribution::from_state(constant));  // the greatest is 0
  constant.max = 7;
  CHECK(Distribution::from_state(constant) == spread_of({7}));
  constant.count = 0;
  CHECK_FALSE(Distribution::from_state(constant));
}
