#include "render/markup.hpp"

#include "catch.hpp"

using culprit::render::inline_code;
using culprit::render::inline_text;

TEST_CASE("punctuation is written so that it means nothing to Markdown") {
  CHECK(inline_code("a.B: <x> | y") == "<code>a.B&#58; &#60;x&#62; &#124; y</code>");
}

TEST_CASE("a host or an address doesn't become a link within code") {
  CHECK(inline_code("see www.killbill.io") == "<code>see www&#46;killbill.io</code>");
  CHECK(inline_code("a@b.io") == "<code>a&#64;<!---->b.io</code>");
}

TEST_CASE("names of classes stand as they are") {
  for (const char* const name :
       {"java.io.IOException", "a.Outer$Inner", "a.B_C", "ActiveRecord::RecordInvalid", "Errors",
        "(2 other classes)", "(head not in the log)", "a.Größe"})
    CHECK(inline_text(name) == name);
}

TEST_CASE("what could mean something to Markdown is code") {
  for (const char* const text :
       {"<b>",  "[x](y)", "![x](y)", "@killbill", "#1",  "a|b",        "a\\b",    "`a`",  "*a*",  "_a_",
        "a__b", "~a~",    "$a$",     ":a:",       "a:b", "http://x.y", "www.x.y", "a. b", "&lt;", "GH-1"})
    CHECK(inline_text(text) == inline_code(text));
}
