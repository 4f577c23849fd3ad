#include "parse/json_throwable.hpp"

#include "catch.hpp"

#include <fmt/format.h>

#include <string>

using namespace culprit;
using namespace culprit::parse;

namespace {

struct Reading {
  explicit Reading(std::string_view json, std::size_t limit = 100) {
    REQUIRE(document.parse(json));
    trace = read_json_throwable(document, 1, limit, library, throwables);
  }

  /// One line for each throwable: its relation and parent, class, message, and frames.
  std::string tree() const {
    std::string text;
    for (const Throwable& it : throwables) {
      const char* const relation = it.relation == Relation::head    ? "head"
                                   : it.relation == Relation::cause ? "cause"
                                                                    : "suppressed";
      text += fmt::format("{} of {}: {}({}) {}+{}{}\n", relation, it.parent, it.class_name, it.message,
                          it.frames, it.elided, it.circular ? " circular" : "");
    }
    return text;
  }

  LibraryFrames library;
  JsonDocument document;
  std::vector<Throwable> throwables;
  std::string_view trace;
};

}  // namespace

TEST_CASE("what log4j2 suppressed stands in front of the cause, each with its own causes") {
  const Reading it(R"({"thrown":{"commonElementCount":0,"message":"0","name":"a.A",
    "cause":{"commonElementCount":5,"message":"3","name":"a.D"},
    "suppressed":[
      {"commonElementCount":1,"message":"1","name":"a.B",
        "cause":{"commonElementCount":2,"name":"a.C","message":"1.1"}},
      {"commonElementCount":1,"message":"2","name":"a.B"}],
    "extendedStackTrace":[{"class":"x"},{"class":"y"}]}})");
  CHECK(it.tree() ==
        "head of 0: a.A(0) 2+0\n"
        "suppressed of 0: a.B(1) 0+1\n"
        "cause of 1: a.C(1.1) 0+2\n"
        "suppressed of 0: a.B(2) 0+1\n"
        "cause of 0: a.D(3) 0+5\n");
  CHECK(it.trace.empty());
}

TEST_CASE("log4j2's stack trace as a string adds frames to the tree") {
  const Reading it(
      R"({"thrown":{"commonElementCount":0,"localizedMessage":"x\n\tat fake.F(F.java:1)\nCaused by: y",
         "message":"x\n\tat fake.F(F.java:1)\nCaused by: y","name":"a.A",
         "cause":{"commonElementCount":1,"localizedMessage":"z","message":"z","name":"a.B",
         "extendedStackTrace":"a.B: z\n\tat a.B.d(B.java:3) ~[b.jar:?]\n\t... 1 more\n"},
         "extendedStackTrace":"a.A: x\n\tat fake.F(F.java:1)\nCaused by: y\n)"
      R"(\tat a.A.c(A.java:1) ~[a.jar:?]\n\tat a.A.main(A.java:2) [a.jar:?]\nCaused by: a.B: z\n\tat a.B.d(B.java:3) ~[b.jar:?]\n\t... 1 more\n"}})");
  CHECK(it.tree() ==
        "head of 0: a.A(x\n\tat fake.F(F.java:1)\nCaused by: y) 2+0\n"
        "cause of 0: a.B(z) 1+1\n");
}

TEST_CASE("log4j2 writes the throwable again where a ring closes") {
  const std::string ring =
      R"({"thrown":{"commonElementCount":0,"message":"a","name":"a.Ring",
         "cause":{"commonElementCount":1,"message":"b","name":"a.B",
           "extendedStackTrace":[{"class":"T","method":"n","line":1}],
           "cause":{"commonElementCount":COMMON,"message":"a","name":"a.Ring"FRAMES}},
         "extendedStackTrace":[{"class":"T","method":"m","line":11},{"class":"T","method":"main","line":25}]}})";
  const auto tree = [&](std::string_view common, std::string_view frames) {
    std::string json = ring;
    json.replace(json.find("COMMON"), 6, common);
    json.replace(json.find("FRAMES"), 6, frames);
    return Reading(json).tree();
  };
  CHECK(tree("2", "") == "head of 0: a.Ring(a) 2+0\ncause of 0: a.B(b) 1+1 circular\n");
  // With frames of its own, it is another one that says the same.
  CHECK(tree("1", R"(,"extendedStackTrace":[{"class":"T","method":"m","line":11}])") ==
        "head of 0: a.Ring(a) 2+0\ncause of 0: a.B(b) 1+1\ncause of 1: a.Ring(a) 1+1\n");
  CHECK(tree("7", "") == "head of 0: a.Ring(a) 2+0\ncause of 0: a.B(b) 1+1\ncause of 1: a.Ring(a) 0+7\n");
}

TEST_CASE("a throwable of logback's JsonEncoder is read") {
  const Reading it(R"({"throwable":{"className":"a.A","message":"null","stepArray":[
      {"className":"x.Y","methodName":"m","fileName":"Y.java","lineNumber":1},
      {"className":"x.Y","methodName":"n","fileName":"Y.java","lineNumber":2}],
    "cause":{"className":"a.B","message":"b","stepArray":[{"className":"x.Y"}],"commonFramesCount":2,
      "cause":{"className":"a.A","message":"null","cyclic":"true","stepArray":[]}},
    "suppressed":[{"className":"a.S","message":"s","stepArray":[]}]}})");
  CHECK(it.tree() ==
        "head of 0: a.A() 2+0\n"
        "suppressed of 0: a.S(s) 0+0\n"
        "cause of 0: a.B(b) 1+2 circular\n");
}

TEST_CASE("a throwable of JBoss' formatter is read") {
  const Reading it(R"({"exception":{"refId":1,"exceptionType":"a.A","message":"a",
    "frames":[{"class":"x.Y","method":"m","line":1}],
    "suppressed":[{"refId":2,"exceptionType":"a.S","message":"s","frames":[]}],
    "causedBy":{"exception":{"refId":3,"exceptionType":"a.B","message":null,"frames":[],
      "causedBy":{"exception":{"refId":1,"circularReference":{"message":"a"}}}}}}})");
  CHECK(it.tree() ==
        "head of 0: a.A(a) 1+0\n"
        "suppressed of 0: a.S(s) 0+0\n"
        "cause of 0: a.B() 0+0 circular\n");
}

TEST_CASE("a trace in an object is read as text, if its causes are nowhere else") {
  const Reading it(
      R"({"exception":{"exception_class":"a.A","exception_message":"a",
         "stacktrace":"a.A: a\n\tat x.Y.m(Y.java:1)\nCaused by: a.B"}})");
  CHECK(it.trace == "a.A: a\n\tat x.Y.m(Y.java:1)\nCaused by: a.B");
  CHECK(it.throwables.empty());
}

TEST_CASE("a trace as a list of lines is read as text") {
  CHECK(Reading(R"json({"throwable":["a.A: a","\tat x.Y.m(Y.java:1)"]})json").trace ==
        "a.A: a\n\tat x.Y.m(Y.java:1)");
  CHECK(Reading(R"({"exception":"a.A: a\n"})").trace == "a.A: a\n");
}

TEST_CASE("an object without a class is no throwable") {
  for (const char* const json :
       {R"({"error":{"code":7199,"message":"x"}})", R"({"error":{}})", R"({"error":[{}]})", R"({"error":[]})",
        R"({"error":7})", R"({"error":null})", R"({"error":{"name":{"a":1}}})"}) {
    CAPTURE(json);
    const Reading it(json);
    CHECK(it.throwables.empty());
    CHECK(it.trace.empty());
  }
}

TEST_CASE("a tree of throwables is bounded") {
  std::string json = R"({"thrown":)";
  for (int i = 0; i < 500; ++i) json += R"({"name":"a.A","cause":)";
  json += R"({"name":"a.Z"})" + std::string(501, '}');
  CHECK(Reading(json).throwables.size() == 100);
  CHECK(Reading(json, 1000).throwables.size() == 501);
}
