#include "text/row.hpp"

#include "catch.hpp"

#include <algorithm>
#include <random>
#include <string_view>
#include <vector>

using namespace culprit;

TEST_CASE("a row's comparison has a bit for each byte, the first one lowest") {
  const std::string_view bytes = "x..............x";
  CHECK(text::bits(text::equal(text::load_row(bytes.data()), 'x')) == 0x8001);
  CHECK(text::bits(text::equal(text::load_row(bytes.data()), text::load_row(bytes.data()))) ==
        text::kAllBits);
}

TEST_CASE("rows find what looking at each byte would find, and nothing in front or behind") {
  std::mt19937 random(8);
  for (std::size_t size = 0; size < 70; ++size)
    for (int round = 0; round < 50; ++round) {
      // In memory of its own, so that a sanitizer sees what is read behind its end.
      std::vector<char> bytes(size, '.');
      for (std::size_t left = random() % 3; left > 0 && size > 0; --left) bytes[random() % size] = 'x';
      const std::string_view all(bytes.data(), size);
      const std::size_t at = random() % (size + 1);
      CAPTURE(all, at);
      const auto is_x = [](text::Row row) { return text::equal(row, 'x'); };
      REQUIRE(text::find_in_rows(all, at, is_x) == std::min(all.find('x', at), size));
    }
}

TEST_CASE("the zeros behind a short text are not found") {
  const auto is_zero = [](text::Row row) { return text::equal(row, '\0'); };
  CHECK(text::find_in_rows("short", 0, is_zero) == 5);
  CHECK(text::find_in_rows("", 0, is_zero) == 0);
}
