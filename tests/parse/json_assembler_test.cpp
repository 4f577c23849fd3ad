#include "parse/json_assembler.hpp"

#include "catch.hpp"

#include <string>
#include <vector>

using namespace culprit::parse;
using State = JsonAssembler::State;

namespace {

/// Feeds lines, the first of which begins an object.
JsonAssembler assemble(const std::vector<std::string>& lines) {
  JsonAssembler assembler;
  REQUIRE(JsonAssembler::begins(lines.at(0)));
  assembler.start(lines[0]);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    REQUIRE(assembler.state() == State::open);
    assembler.add(lines[i]);
  }
  return assembler;
}

}  // namespace

TEST_CASE("an object of several lines begins with a line that is a brace") {
  for (const char* const line : {"{", " {", "{\r", "[{", "[ {", ", {", "},{", "}, {", "  }, {"})
    CHECK(JsonAssembler::begins(line));
  for (const char* const line : {"", "[", "}", ",", "{}", "{\"a\":1", "a {", "[[{", "\"a\" : {", "{ {"})
    CHECK_FALSE(JsonAssembler::begins(line));
}

TEST_CASE("an object of several lines is collected to its brace") {
  const auto assembler =
      assemble({"{", R"(  "message" : "a } b \" { ",)", R"(  "thrown" : {)", R"(    "frames" : [ {)",
                R"(      "line" : -1)", "    }, {", R"(      "exact" : true)", "    } ]", "  }", "}"});
  CHECK(assembler.state() == State::complete);
  CHECK(assembler.object().starts_with("{\n  \"message\""));
  CHECK(assembler.object().ends_with("]\n  }\n}"));
}

TEST_CASE("elements of an array are objects of their own") {
  JsonAssembler assembler = assemble({"[ {", R"("a" : 1)", "}, {"});
  CHECK(assembler.state() == State::complete);
  CHECK(assembler.object() == "{\n\"a\" : 1\n}");
  REQUIRE(JsonAssembler::begins("}, {"));
  assembler.start("}, {");
  assembler.add(R"("b" : 2)");
  CHECK(assembler.add("} ]") == State::complete);
  CHECK(assembler.object() == "{\n\"b\" : 2\n}");
}

TEST_CASE("lines that aren't JSON are given back") {
  const std::string next =
      GENERATE("2021-12-22 10:18:46,867 [main] ERROR a.B - x", "{", "{\"@timestamp\":\"x\"}",
               "\tat a.B.c(B.java:1)", "]", "\"open", "[", "x", "1", ": 1");
  CAPTURE(next);
  JsonAssembler assembler = assemble({"{", R"("a" : 1,)"});
  CHECK(assembler.add(next) == State::rejected);
  CHECK(assembler.text() == "{\n\"a\" : 1,\n");
}

TEST_CASE("an object of several lines is bounded") {
  JsonAssembler assembler = assemble({"{"});
  State state = assembler.add("\"a\" : [ 0");
  std::size_t count = 0;
  while (state == State::open && ++count < 5'000) state = assembler.add("  , " + std::string(1000, '1'));
  CHECK(state == State::rejected);
  CHECK(assembler.text().size() <= JsonAssembler::kBytes + 1);
}
