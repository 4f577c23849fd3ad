#include "normalize/stops.hpp"

#include "catch.hpp"

#include <random>
#include <string>

using namespace culprit::normalization;

TEST_CASE("all kernels find the same stops") {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(64, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
      bytes[i] = static_cast<char>(round < 4 ? static_cast<std::size_t>(round) * 64 + i : random());
    std::uint64_t expected = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) expected |= std::uint64_t{is_stop(bytes[i])} << i;
    for (const StopKernel& kernel : stop_kernels()) {
      INFO(kernel.name);
      REQUIRE(kernel.find(bytes.data()) == expected);
    }
  }
}

TEST_CASE("letters and marks within words are no stops") {
  for (const char c : std::string_view("azAZ_-#+~\xc3")) CHECK_FALSE(is_stop(c));
  for (const char c : std::string_view(" 09.:/@=,'(\n")) CHECK(is_stop(c));
}

TEST_CASE("the next stop is found across blocks, and there is none behind the message") {
  Stops stops;
  const std::string text = std::string(200, 'x') + ' ' + std::string(100, 'y');
  stops.start(text);
  CHECK(stops.next(0) == 200);
  CHECK(stops.next(200) == 200);
  CHECK(stops.next(201) == text.size());
  CHECK(stops.next(text.size()) == text.size());
  stops.start("");
  CHECK(stops.next(0) == 0);
}
