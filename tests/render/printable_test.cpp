#include "render/printable.hpp"

#include "catch.hpp"

#include <culprit/render.hpp>

using namespace culprit::render;

TEST_CASE("text of a log can't drive a terminal") {
  CHECK(printable("plain text, ärger, 失敗") == "plain text, ärger, 失敗");
  CHECK(printable("\x1b[31mred\x1b[0m") == "\\e[31mred\\e[0m");
  CHECK(printable("a\tb\nc\r\x07") == "a\\tb\\nc\\r\\x07");
  CHECK(printable(std::string_view("\0", 1)) == "\\x00");
  CHECK(printable("\xc2\x9b") == "\\u{9b}");        // a control sequence introducer
  CHECK(printable("\xe2\x80\xae") == "\\u{202e}");  // right-to-left override
  CHECK(printable("\x7f") == "\\x7f");
}

TEST_CASE("on a terminal lines and tabs stay what they are, and nothing else that drives it") {
  using culprit::render_for_terminal;
  CHECK(render_for_terminal("").empty());
  CHECK(render_for_terminal("a\tb\n\n\t\n") == "a\tb\n\n\t\n");
  CHECK(render_for_terminal("a\r\nb\rc") == "a\nb\\rc\n");
  CHECK(render_for_terminal("\x1b]0;title\x07\t\xff\n") == "\\e]0;title\\x07\t\\xff\n");
}

TEST_CASE("bytes that are no UTF-8 are shown as bytes") {
  CHECK(printable("\xff") == "\\xff");
  CHECK(printable("a\xc3") == "a\\xc3");
  CHECK(printable("\xc0\xaf") == "\\xc0\\xaf");           // overlong
  CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");  // a surrogate
  CHECK(printable("\xf4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");
}

TEST_CASE("widths are those of a terminal's columns") {
  CHECK(width_of("abc") == 3);
  CHECK(width_of("ärger") == 5);
  CHECK(width_of("失敗") == 4);
  CHECK(width_of("e\xcc\x81") == 1);  // a combining accent
  CHECK(prefix_of_width("失敗x", 3) == 3);
  CHECK(prefix_of_width("abc", 10) == 3);
}
