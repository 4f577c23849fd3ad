#include "in_order.hpp"

#include "catch.hpp"

#include <atomic>
#include <stdexcept>
#include <vector>

using culprit::in_order;

TEST_CASE("results of many threads are taken in order") {
  for (const std::size_t count : {0U, 1U, 3U, 500U}) {
    std::vector<std::size_t> taken;
    in_order(
        count, 4, [](std::size_t i, unsigned) { return i * i; },
        [&](std::size_t square) { taken.push_back(square); });
    REQUIRE(taken.size() == count);
    for (std::size_t i = 0; i < count; ++i) REQUIRE(taken[i] == i * i);
  }
}

TEST_CASE("workers do not run far ahead of what is taken") {
  std::atomic<std::size_t> begun{0};
  std::size_t taken = 0, most_ahead = 0;
  in_order(
      300, 3, [&](std::size_t i, unsigned) { return begun++, i; },
      [&](std::size_t) { most_ahead = std::max(most_ahead, begun.load() - taken++); });
  CHECK(most_ahead <= 4);
}

TEST_CASE("what a worker throws is thrown in its turn, after the results before it") {
  std::vector<std::size_t> taken;
  const auto work = [](std::size_t i, unsigned) {
    if (i >= 7) throw std::runtime_error(std::to_string(i));
    return i;
  };
  CHECK_THROWS_WITH(in_order(100, 2, work, [&](std::size_t i) { taken.push_back(i); }), "7");
  CHECK(taken.size() == 7);
}

TEST_CASE("what the taker throws ends the work") {
  std::atomic<int> begun{0};
  const auto work = [&](std::size_t i, unsigned) { return ++begun, i; };
  CHECK_THROWS_AS(in_order(1000, 2, work, [](std::size_t) { throw std::logic_error("enough"); }),
                  std::logic_error);
  CHECK(begun < 1000);
}
