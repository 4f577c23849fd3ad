#include "in_order.hpp"

#include "catch.hpp"

#include <atomic>
#include <optional>
#include <stdexcept>
#include <vector>

using culprit::in_order;

namespace {

/// Gives each number below `count`.
auto numbers_below(std::size_t count) {
  return [count, next = std::size_t{0}]() mutable {
    return next < count ? std::optional(next++) : std::nullopt;
  };
}

/// Where each i below `count` gives one result.
template <class Make, class Take>
void one_each(std::size_t count, unsigned threads, Make&& make, Take&& take) {
  in_order<std::size_t>(
      threads, numbers_below(count), [&](std::size_t i, unsigned, auto&& hand_over) { hand_over(make(i)); },
      take);
}

}  // namespace

TEST_CASE("results of many threads are taken in order") {
  for (const std::size_t count : {0U, 1U, 3U, 500U}) {
    std::vector<std::size_t> taken;
    one_each(
        count, 4, [](std::size_t i) { return i * i; },
        [&](std::size_t i, std::size_t square) {
          CHECK(square == i * i);
          taken.push_back(i);
        });
    REQUIRE(taken.size() == count);
    for (std::size_t i = 0; i < count; ++i) REQUIRE(taken[i] == i);
  }
}

TEST_CASE("several results of one are taken in order, in front of those of the next") {
  std::vector<std::size_t> taken, expected;
  for (std::size_t i = 0; i < 60; ++i) expected.insert(expected.end(), i % 5, i);
  std::vector<std::size_t> places;
  in_order<std::size_t>(
      3, numbers_below(60),
      [](std::size_t i, unsigned, auto&& hand_over) {
        for (std::size_t place = 0; place < i % 5; ++place) hand_over(place);
      },
      [&](std::size_t i, std::size_t place) {
        CHECK(place == (taken.empty() || taken.back() != i ? 0 : places.back() + 1));
        taken.push_back(i);
        places.push_back(place);
      });
  CHECK(taken == expected);
}

TEST_CASE("workers do not run far ahead of what is taken") {
  std::atomic<std::size_t> begun{0};
  std::size_t taken = 0, most_ahead = 0;
  one_each(
      300, 3, [&](std::size_t i) { return begun++, i; },
      [&](std::size_t, std::size_t) { most_ahead = std::max(most_ahead, begun.load() - taken++); });
  CHECK(most_ahead <= 4);
}

TEST_CASE("of one, no more than two results wait for the one that is taken") {
  std::atomic<std::size_t> made{0};
  std::size_t taken = 0, most_ahead = 0;
  in_order<std::size_t>(
      2, numbers_below(1),
      [&](std::size_t, unsigned, auto&& hand_over) {
        for (std::size_t place = 0; place < 300; ++place) hand_over((++made, place));
      },
      [&](std::size_t, std::size_t) { most_ahead = std::max(most_ahead, made.load() - ++taken); });
  CHECK(taken == 300);
  CHECK(most_ahead <= 2);
}

TEST_CASE("what a worker throws is thrown in its turn, after the results before it") {
  std::vector<std::size_t> taken;
  const auto work = [](std::size_t i, unsigned, auto&& hand_over) {
    hand_over(i);
    if (i >= 7) throw std::runtime_error(std::to_string(i));
  };
  CHECK_THROWS_WITH(in_order<std::size_t>(2, numbers_below(100), work,
                                          [&](std::size_t i, std::size_t) { taken.push_back(i); }),
                    "7");
  CHECK(taken.size() == 8);
}

TEST_CASE("what is thrown where the next item is asked for is thrown behind the results of those before") {
  std::vector<std::size_t> taken;
  auto next = [number = std::size_t{0}]() mutable -> std::optional<std::size_t> {
    if (number == 5) throw std::runtime_error("no more");
    return number++;
  };
  CHECK_THROWS_WITH(in_order<std::size_t>(
                        3, next, [](std::size_t i, unsigned, auto&& hand_over) { hand_over(i); },
                        [&](std::size_t i, std::size_t) { taken.push_back(i); }),
                    "no more");
  CHECK(taken == std::vector<std::size_t>{0, 1, 2, 3, 4});
}

TEST_CASE("what the taker throws ends the work") {
  std::atomic<int> begun{0};
  const auto work = [&](std::size_t i, unsigned, auto&& hand_over) {
    for (int results = 0; results < 3; ++results) hand_over((++begun, i));
  };
  CHECK_THROWS_AS(in_order<std::size_t>(2, numbers_below(1000), work,
                                        [](std::size_t, std::size_t) { throw std::logic_error("enough"); }),
                  std::logic_error);
  CHECK(begun < 1000);
}
