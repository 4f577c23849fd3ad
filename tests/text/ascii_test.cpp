#include "text/ascii.hpp"

#include "catch.hpp"

#include <string_view>

using namespace culprit;

TEST_CASE("a class has its characters of ASCII, and no other byte") {
  constexpr std::string_view kDigits = "0123456789", kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                             kLower = "abcdefghijklmnopqrstuvwxyz";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    CAPTURE(byte);
    const bool is_digit = kDigits.find(c) != std::string_view::npos;
    const bool is_upper = kUpper.find(c) != std::string_view::npos;
    const bool is_lower = kLower.find(c) != std::string_view::npos;
    CHECK(text::is_digit(c) == is_digit);
    CHECK(text::is_upper(c) == is_upper);
    CHECK(text::is_lower(c) == is_lower);
    CHECK(text::is_letter(c) == (is_upper || is_lower));
    CHECK(text::is_alnum(c) == (is_upper || is_lower || is_digit));
    CHECK(text::to_lower(c) == (is_upper ? kLower[kUpper.find(c)] : c));
  }
}
