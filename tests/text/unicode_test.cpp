#include "text/unicode.hpp"

#include "catch.hpp"

#include <string>

using namespace culprit;
using namespace std::string_literals;

namespace {

std::string utf8(char32_t code_point) {
  char bytes[4];
  return {bytes, text::append_utf8(bytes, code_point)};
}

}  // namespace

TEST_CASE("UTF-8 takes from one byte to four, and each length begins where the one before ends") {
  CHECK(utf8(0) == "\0"s);
  CHECK(utf8(0x7f) == "\x7f");
  CHECK(utf8(0x80) == "\xc2\x80");
  CHECK(utf8(0x7ff) == "\xdf\xbf");
  CHECK(utf8(0x800) == "\xe0\xa0\x80");
  CHECK(utf8(text::kReplacement) == "\xef\xbf\xbd");
  CHECK(utf8(0xffff) == "\xef\xbf\xbf");
  CHECK(utf8(0x10000) == "\xf0\x90\x80\x80");
  CHECK(utf8(0x10ffff) == "\xf4\x8f\xbf\xbf");
}

TEST_CASE("a pair of surrogates is what doesn't fit into one unit of UTF-16") {
  CHECK(text::join_surrogates(0xd800, 0xdc00) == 0x10000);
  CHECK(text::join_surrogates(0xd83d, 0xde00) == U'😀');
  CHECK(text::join_surrogates(0xdbff, 0xdfff) == 0x10ffff);
  CHECK_FALSE(text::is_surrogate(0xd7ff));
  CHECK((text::is_high_surrogate(0xd800) && text::is_high_surrogate(0xdbff)));
  CHECK((text::is_low_surrogate(0xdc00) && text::is_low_surrogate(0xdfff)));
  CHECK_FALSE(text::is_surrogate(0xe000));
}
