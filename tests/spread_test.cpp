#include "spread.hpp"

#include "catch.hpp"

#include <cstdlib>
#include <vector>

using culprit::Spread;

namespace {

std::vector<int> spread(std::size_t wanted, int length) {
  Spread<int> some(wanted);
  for (int i = 0; i < length; ++i) some.add([&] { return i; });
  std::vector<int> elements;
  for (const auto& [index, element] : some.finish()) {
    CHECK(index == static_cast<std::uint64_t>(element));
    elements.push_back(element);
  }
  return elements;
}

}  // namespace

TEST_CASE("one sample is the first") {
  CHECK(spread(1, 0).empty());
  CHECK(spread(1, 1) == std::vector{0});
  CHECK(spread(1, 1000) == std::vector{0});
}

TEST_CASE("of a short sequence samples stand where they should") {
  CHECK(spread(3, 2) == std::vector{0, 1});
  CHECK(spread(3, 3) == std::vector{0, 1, 2});
  CHECK(spread(3, 11) == std::vector{0, 5, 10});
  CHECK(spread(2, 11) == std::vector{0, 10});
  CHECK(spread(5, 4) == std::vector{0, 1, 2, 3});
}

TEST_CASE("of any sequence the first and the last are among the samples, and none is far off") {
  for (const std::size_t wanted : {2U, 3U, 4U, 7U, 30U}) {
    for (int length = static_cast<int>(wanted); length < 3000; length = length * 5 / 4 + 1) {
      const std::vector<int> elements = spread(wanted, length);
      REQUIRE(elements.size() == wanted);
      CHECK(elements.front() == 0);
      CHECK(elements.back() == length - 1);
      for (std::size_t i = 0; i < wanted; ++i) {
        const int ideal = (length - 1) * static_cast<int>(i) / static_cast<int>(wanted - 1);
        CHECK(std::abs(elements[i] - ideal) <= length / 16 + 1);
      }
    }
  }
}

TEST_CASE("few elements are made and kept of a long sequence that wants one") {
  Spread<int> some(1);
  int made = 0;
  for (int i = 0; i < 1000; ++i) some.add([&] { return ++made; });
  CHECK(made == 1);
  CHECK(some.count() == 1000);
}
