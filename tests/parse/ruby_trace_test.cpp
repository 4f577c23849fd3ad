#include "catch.hpp"
#include "parse/read_log.hpp"

using namespace culprit::test;

TEST_CASE("Ruby prints a cause directly behind its effect") {
  const auto log = read_log(
      "x.rb:4:in `rescue in b': wrap (A::B::Error)\ntwo\n\tfrom x.rb:4:in `b'\n\tfrom x.rb:9:in `<main>'\n"
      "x.rb:4:in `b': inner (ArgumentError)\n\tfrom x.rb:9:in `<main>'\n");
  REQUIRE(log.records.size() == 1);
  CHECK(chain(log.records[0].throwables) == "A::B::Error: wrap\ntwo <- ArgumentError: inner");
  CHECK(log.records[0].throwables[0].frames == 3);
  CHECK(log.records[0].throwables[1].frames == 2);
}

TEST_CASE("so does JRuby, in its own form") {
  const auto log =
      read_log("Oops: wrap\n   chain at x.rb:1\n  <main> at x.rb:1\nKeyError: k\n  <main> at x.rb:1\n");
  REQUIRE(log.records.size() == 1);
  CHECK(chain(log.records[0].throwables) == "Oops: wrap <- KeyError: k");
}

TEST_CASE("frames of Java in JRuby's trace make no difference, whether they were there before or not") {
  const std::string trace =
      "18:04:22.808 [main] ERROR a.B - bad\n"
      "Oops: wrap\n  <main> at x.rb:1\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\n"
      "KeyError: k\n  <main> at x.rb:1\n";
  const std::string before =
      "18:04:21.808 [main] ERROR a.B - bad\n"
      "a.AException: x\n\tat a.B.b(B.java:3)\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\n";
  for (const std::string& log : {trace, before + trace}) {
    const auto records = read_log(log).records;
    CHECK(chain(records.back().throwables) == "Oops: wrap <- KeyError: k");
    CHECK(records.back().throwables[0].frames == 3);
  }
}

TEST_CASE("another line between two of Ruby's errors keeps them apart") {
  const auto log = read_log(
      "x.rb:4:in `b': one (ArgumentError)\n\tfrom x.rb:9:in `<main>'\n"
      "#<Thread:0x00007f9280c5b178 x.rb:2 run> terminated with exception (report_on_exception is true):\n"
      "x.rb:4:in `b': two (ArgumentError)\n\tfrom x.rb:9:in `<main>'\n");
  REQUIRE(log.records.size() == 2);
  CHECK(chain(log.records[1].throwables) == "ArgumentError: two");
  CHECK(log.records[1].line == 4);
}

TEST_CASE("in Ruby's reversed order the root cause comes first") {
  const std::string_view trace =
      "Traceback (most recent call last):\n"
      "\t1: from x.rb:9:in `<main>'\nx.rb:4:in `b': inner (ArgumentError)\nof two lines\n"
      "\t2: from x.rb:9:in `<main>'\n\t1: from x.rb:4:in `b'\nx.rb:4:in `rescue in b': wrap (Oops)\n";
  SECTION("in a record, whose message ends in front") {
    const auto log = read_log(std::string("18:04:22.808 [main] ERROR a.B - bad\n").append(trace));
    REQUIRE(log.records.size() == 1);
    CHECK(log.records[0].message == "bad");
    CHECK(chain(log.records[0].throwables) == "Oops: wrap <- ArgumentError: inner\nof two lines");
    CHECK(log.records[0].throwables[0].frames == 3);
    CHECK(log.records[0].throwables[1].frames == 2);
  }
  SECTION("bare, from its first line on") {
    const auto log = read_log(trace);
    REQUIRE(log.records.size() == 1);
    CHECK(log.records[0].offset == 0);
    CHECK(log.records[0].length == trace.size());
  }
  SECTION("with a stack that was too deep") {
    const auto log = read_log(
        "\x1b[1mTraceback\x1b[m (most recent call last):\n\t1260: from x.rb:9:in `<main>'\n\t ... 1247 "
        "levels...\n"
        "\t1: from x.rb:3:in `d'\nx.rb:3:in `d': \x1b[1mstack level too deep "
        "(\x1b[1;4mSystemStackError\x1b[m\x1b[1m)\x1b[m\n");
    REQUIRE(log.records.size() == 1);
    CHECK(chain(log.records[0].throwables) == "SystemStackError: stack level too deep");
    CHECK(log.records[0].throwables[0].frames == 3);
    CHECK(log.records[0].throwables[0].elided == 1247);
  }
}

TEST_CASE("in Ruby's reversed order a cause that says what an outer one says closes no ring") {
  const std::string again =
      "\t1: from x.rb:9:in `<main>'\nx.rb:4:in `b': declined (RuntimeError)\n"
      "\t1: from x.rb:9:in `<main>'\nx.rb:4:in `b': declined (ArgumentError)\n";
  const auto log = read_log("Traceback (most recent call last):\n" + again + again);
  REQUIRE(log.records.size() == 1);
  CHECK(chain(log.records[0].throwables) ==
        "ArgumentError: declined <- RuntimeError: declined <- ArgumentError: declined <- RuntimeError: "
        "declined");
  CHECK_FALSE(log.records[0].throwables[2].circular);
}

TEST_CASE("Python's traces begin like Ruby's and are none") {
  const auto log = read_log(
      "18:04:22.808 [main] ERROR a.B - bad\nTraceback (most recent call last):\n  File \"x.py\", line 1, in "
      "f\n");
  REQUIRE(log.records.size() == 1);
  CHECK(log.records[0].throwables.empty());
  CHECK(log.records[0].message == "bad\nTraceback (most recent call last):\n  File \"x.py\", line 1, in f");
}

TEST_CASE("the message of a logged Ruby error may hold what looks like a head") {
  const auto log = read_log(
      "18:04:22.808 [main] ERROR a.B - first\njava.io.IOException: disk\nlines: (KeyError)\nx.rb:1:in `m'\n");
  REQUIRE(log.records.size() == 1);
  CHECK(chain(log.records[0].throwables) == "KeyError: first\njava.io.IOException: disk\nlines:");
}

TEST_CASE("a mere word behind a trace is a head in JRuby's form, or if it looks like a class") {
  const std::string_view trace =
      "18:04:22.808 [main] ERROR a.B - bad\na.AException: x\n\tat a.B.c(B.java:1)\n";
  CHECK(read_log(std::string(trace).append("Oops: y\n  m at x.rb:1\n")).records.size() == 2);
  CHECK(read_log(std::string(trace).append("Oops: y\nCaused by: nobody\n  m at x.rb:1\n")).records.size() ==
        2);
  CHECK(read_log(std::string(trace).append("oops: y\n\tat a.B.d(B.java:1)\n")).records.size() == 1);
  CHECK(read_log(std::string(trace).append("WARNING: y\n\tat a.B.d(B.java:1)\n")).records.size() == 1);
  CHECK(read_log(std::string(trace).append("Oops: y\n\tat a.B.d(B.java:1)\n")).records.size() == 2);
  CHECK(read_log(std::string(trace).append("Oops: y\nor so\n\tat a.B.d(B.java:1)\n")).records.size() == 1);
}

TEST_CASE("JRuby prints the cause of a Java exception on the next line") {
  const auto log = read_log(
      "java.io.IOException: disk\n   get at java/util/concurrent/FutureTask.java:191\n  <main> at -e:1\n\n"
      "Caused by:\norg.jruby.exceptions.KeyError: (KeyError) k\n  <main> at -e:1\n\n");
  REQUIRE(log.records.size() == 1);
  CHECK(chain(log.records[0].throwables) ==
        "java.io.IOException: disk <- org.jruby.exceptions.KeyError: (KeyError) k");
}
