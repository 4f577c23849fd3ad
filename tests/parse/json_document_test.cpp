#include "parse/json_document.hpp"

#include "catch.hpp"

#include <string>

using namespace culprit::parse;
using Kind = JsonNode::Kind;

namespace {

/// The decoded value of a string: that of the member `s`.
std::string decoded(std::string_view json) {
  JsonDocument document;
  REQUIRE(document.parse(json));
  const std::uint32_t node = document.find(0, "s");
  REQUIRE(node != 0);
  return std::string(document.text(node));
}

bool parses(std::string_view json) { return JsonDocument().parse(json); }

}  // namespace

TEST_CASE("an object's values are found by name, in their order") {
  JsonDocument document;
  REQUIRE(document.parse(R"( { "a" : {"x": [1, -2.5e3, {"y": null}]}, "b":true,"c":"d" } )"));
  std::string names;
  for (const std::uint32_t member : document.children(0)) names += document.name(member);
  CHECK(names == "abc");
  const std::uint32_t list = document.find(document.find(0, "a"), "x");
  CHECK(document[list].text == R"([1, -2.5e3, {"y": null}])");
  std::string elements;
  for (const std::uint32_t element : document.elements(list)) elements.append(document[element].text) += ';';
  CHECK(elements == R"(1;-2.5e3;{"y": null};)");
  CHECK(document.is(document.find(0, "b"), Kind::boolean));
  CHECK(document.text(document.find(0, "c")) == "d");
  CHECK(document.find(0, "d") == 0);
  CHECK(document.find(list, "y") == 0);
}

TEST_CASE("of two members with one name the first is found") {
  CHECK(decoded(R"({"s":"first","s":"second"})") == "first");
}

TEST_CASE("escapes are decoded") {
  CHECK(decoded(R"({"s":"\"\\\/\b\f\n\r\t"})") == "\"\\/\b\f\n\r\t");
  CHECK(decoded(R"({"s":"\u0041\u00e9\u20AC"})") == "A\xc3\xa9\xe2\x82\xac");
  CHECK(decoded(R"({"s":"\ud83d\ude00!"})") == "\xf0\x9f\x98\x80!");
  CHECK(decoded(R"({"s":"a\u0000b"})") == std::string("a\0b", 3));
  CHECK(decoded(R"({"\u0073":"name"})") == "name");
}

TEST_CASE("half of a surrogate pair is a replacement character") {
  CHECK(decoded(R"({"s":"\ud83d"})") == "\xef\xbf\xbd");
  CHECK(decoded(R"({"s":"\ud83dx"})") == "\xef\xbf\xbdx");
  CHECK(decoded(R"({"s":"\ude00\ud83d"})") == "\xef\xbf\xbd\xef\xbf\xbd");
  CHECK(decoded(R"({"s":"\ud83d\u0041"})") ==
        "\xef\xbf\xbd"
        "A");
}

TEST_CASE("what is no escape stays as it is") {
  CHECK(decoded(R"({"s":"\x\u12\uzzzz"})") == R"(\x\u12\uzzzz)");
}

TEST_CASE("bytes that JSON forbids in strings are kept") {
  CHECK(decoded("{\"s\":\"a\tb\xff\x01\"}") == "a\tb\xff\x01");
}

TEST_CASE("an element of an array that is written line by line is an object") {
  CHECK(parses(R"([{"a":1})"));
  CHECK(parses(R"(, {"a":1})"));
  CHECK(parses(R"({"a":1},)"));
  CHECK(parses(R"({"a":1} ] )"));
  CHECK(parses("\x1e{\"a\":1}\r"));
}

TEST_CASE("text that only resembles an object is none") {
  for (const char* const text : {"", " ", "[", "null", "\"a\"", "a {}", "{a}", "{1:2}", "{\"a\"}",
                                 "{\"a\" 1}", "{\"a\":}", "{\"a\":x}", "{\"a\":1 \"b\":2}", "{\"a\":1}}",
                                 "{\"a\":1} tail", "{\"a\":[1}", "{\"a\":[1 2]}", "{,}", "{\"a\":truth}"}) {
    CAPTURE(text);
    CHECK_FALSE(parses(text));
  }
}

TEST_CASE("an object that is cut off counts as far as it goes") {
  const std::string whole = R"({"s":"a\u0041","n":[1,{"t":tru)";
  CHECK(decoded(whole) == "aA");
  CHECK(decoded(R"({"s":"a\u00)") == R"(a\u00)");
  CHECK(decoded("{\"s\":\"a\\") == "a");
  for (std::size_t size = 1; size <= whole.size(); ++size) {
    CAPTURE(size);
    CHECK(parses(whole.substr(0, size)));
  }
}

TEST_CASE("nesting is bounded") {
  const auto nested = [](std::size_t depth) {
    return "{\"a\":" + std::string(depth, '[') + std::string(depth, ']') + "}";
  };
  CHECK(parses(nested(1000)));
  CHECK_FALSE(parses(nested(1024)));
  CHECK_FALSE(parses(nested(1'000'000)));
}

TEST_CASE("the number of values is bounded") {
  const auto list = [](std::size_t count) {
    std::string text = "{\"a\":[0";
    for (std::size_t i = 1; i < count; ++i) text += ",0";
    return text + "]}";
  };
  CHECK(parses(list(100'000)));
  CHECK_FALSE(parses(list(200'000)));
}

TEST_CASE("a long string is read like a short one") {
  const std::string content(1 << 20, 'x');
  CHECK(decoded("{\"s\":\"" + content + "\\n\"}") == content + "\n");
}

TEST_CASE("decoded texts stay valid until the next document") {
  JsonDocument document;
  REQUIRE(document.parse(R"({"a":"1\n","b":"2\n"})"));
  const std::string_view a = document.text(1), b = document.text(2);
  CHECK(a == "1\n");
  CHECK(b == "2\n");
  const std::string large = "{\"a\":\"" + std::string(100'000, 'x') + "\\n\"}";
  REQUIRE(document.parse(large));
  CHECK(document.text(1).size() == 100'001);
  REQUIRE(document.parse(R"({"a":"3\n"})"));
  CHECK(document.text(1) == "3\n");
}
