#include "catch.hpp"
#include "parse/read_log.hpp"

#include <culprit/event.hpp>

#include <string>

using namespace culprit;
using test::read_log;
using test::read_trace;

TEST_CASE("each throwable has its own top frame") {
  const auto trace = read_trace(R"(java.util.concurrent.ExecutionException: no
	at java.util.concurrent.FutureTask.get(FutureTask.java:206)
	at a.Plugin.dispatch(Plugin.java:69)
	at a.Other.call(Other.java:70)
	Suppressed: a.ShutException
		at a.B.close(B.java:9)
Caused by: java.net.SocketException: reset
	at java.net.SocketInputStream.read(SocketInputStream.java:209)
	... 2 more
Caused by: a.DeepException
	at java.base/java.lang.Thread.run(Thread.java:833) ~[na:na]
	at app//a.Deep.run(Deep.java:1) ~[deep.jar:na]
)");
  REQUIRE(trace.size() == 4);
  CHECK(trace[0].top_frame == "a.Plugin.dispatch(Plugin.java:69)");
  CHECK(trace[1].top_frame == "a.B.close(B.java:9)");
  CHECK(trace[2].top_frame.empty());
  CHECK(trace[3].top_frame == "a.Deep.run(Deep.java:1)");
}

TEST_CASE("a wrapper's frames are its own") {
  const auto trace = read_trace(
      "a.RootException: r\n\tat a.Root.c(Root.java:1)\n"
      "Wrapped by: a.HeadException: h\n\tat a.Head.d(Head.java:2)\n");
  REQUIRE(trace.size() == 2);
  CHECK(trace[0].top_frame == "a.Head.d(Head.java:2)");
  CHECK(trace[1].top_frame == "a.Root.c(Root.java:1)");
}

TEST_CASE("the top frame is the same however the log is cut") {
  const std::string log =
      "2015-10-09 18:04:22,808 [main] ERROR a.B - bad\r\njava.lang.Error: e\r\n\tat "
      "java.lang.A.b(A.java:1)\r\n"
      "\tat a.B.c(B.java:1)\r\n\tat a.B.d(B.java:2)\r\nCaused by: java.lang.Error: e\r\n\tat "
      "a.B.e(B.java:3)\r\n";
  const auto whole = read_log(log);
  REQUIRE(whole.records.size() == 1);
  CHECK(whole.records[0].throwables[0].top_frame == "a.B.c(B.java:1)");
  CHECK(whole.records[0].throwables[1].top_frame == "a.B.e(B.java:3)");
  CHECK(read_log(log, 1) == whole);
  CHECK(read_log(log, 7) == whole);
}

TEST_CASE("of Ruby's errors the head line's place is the top frame") {
  const auto log = read_log("x.rb:4:in `b': one (ArgumentError)\n\tfrom x.rb:9:in `<main>'\n");
  REQUIRE(log.records.size() == 1);
  CHECK(log.records[0].throwables[0].top_frame == "x.rb:4:in `b'");
  const auto library =
      read_log("/usr/lib/ruby/2.7.0/set.rb:4:in `b': one (ArgumentError)\n\tfrom x.rb:9:in `<main>'\n");
  CHECK(library.records.at(0).throwables.at(0).top_frame == "x.rb:9:in `<main>'");
}

TEST_CASE("where the frames come first, the last of them is the innermost") {
  const auto log = read_log(
      "Traceback (most recent call last):\n\t2: from x.rb:9:in `<main>'\n\t1: from x.rb:8:in `c'\n"
      "/usr/lib/ruby/2.7.0/set.rb:4:in `b': inner (ArgumentError)\n");
  REQUIRE(log.records.size() == 1);
  CHECK(log.records[0].throwables[0].top_frame == "x.rb:8:in `c'");
}

TEST_CASE("a backtrace behind a message, and JRuby's form, have top frames") {
  const auto logged = read_log(
      "18:04:22.808 [main] ERROR a.B - no (Oops)\n/usr/lib/ruby/2.7.0/set.rb:1:in 'a'\n"
      "/opt/x.rb:12:in 'b'\n/opt/x.rb:13:in 'c'\n");
  REQUIRE(logged.records.size() == 1);
  CHECK(logged.records[0].throwables.at(0).top_frame == "/opt/x.rb:12:in 'b'");
  const auto uncaught = read_log("Oops: no\n    each at org/jruby/RubyArray.java:1613\n   chain at x.rb:1\n");
  REQUIRE(uncaught.records.size() == 1);
  CHECK(uncaught.records[0].throwables.at(0).top_frame == "chain at x.rb:1");
}

TEST_CASE("an excerpt that begins within a trace has a top frame") {
  const auto log =
      read_log("\tat java.lang.A.b(A.java:1)\n\tat a.B.c(B.java:1)\nCaused by: java.lang.Error: x\n");
  REQUIRE(log.records.size() == 1);
  CHECK(log.records[0].throwables.at(0).top_frame == "a.B.c(B.java:1)");
}

TEST_CASE("traces in JSON have top frames") {
  const auto printed = read_log(
      R"({"@timestamp":"2021-12-22T10:18:46.867Z","@version":"1","message":"m","logger_name":"a","thread_name":"t",)"
      R"("level":"ERROR","level_value":40000,"stack_trace":"a.E: x\n\tat java.lang.A.b(A.java:1)\n\tat a.B.c(B.java:2)\n"})"
      "\n");
  REQUIRE(printed.records.size() == 1);
  CHECK(printed.records[0].throwables.at(0).top_frame == "a.B.c(B.java:2)");

  const auto objects = read_log(
      R"({"instant":{"epochSecond":1,"nanoOfSecond":0},"thread":"t","level":"ERROR","loggerName":"a","message":"m",)"
      R"("thrown":{"commonElementCount":0,"name":"a.E","message":"x","extendedStackTrace":[)"
      R"({"class":"java.lang.A","method":"b","file":"A.java","line":1},{"class":"a.B","method":"c","file":"B.java","line":2}],)"
      R"("cause":{"commonElementCount":1,"name":"a.F","extendedStackTrace":[{"class":"a.N","method":"n","line":-2}]}},)"
      R"("loggerFqcn":"x"})"
      "\n");
  REQUIRE(objects.records.size() == 1);
  CHECK(objects.records[0].throwables.at(0).top_frame == "a.B.c(B.java:2)");
  CHECK(objects.records[0].throwables.at(1).top_frame == "a.N.n(Native Method)");
}

TEST_CASE("log4j2's stack trace as a string has a top frame for each throwable") {
  const auto log = read_log(
      R"({"instant":{"epochSecond":1,"nanoOfSecond":0},"thread":"t","level":"ERROR","loggerName":"a","message":"m",)"
      R"("thrown":{"commonElementCount":0,"name":"a.E","message":"x",)"
      R"("extendedStackTrace":"a.E: x\n\tat java.lang.A.b(A.java:1) ~[?:?]\n\tat a.B.c(B.java:2) ~[b.jar:?]\n"}})"
      "\n");
  REQUIRE(log.records.size() == 1);
  CHECK(log.records[0].throwables.at(0).top_frame == "a.B.c(B.java:2)");
}

TEST_CASE("a line of text that looks like a frame is no top frame") {
  const std::string log =
      "a.AException: x\n\tat java.lang.A.b(A.java:1)\n\tat a.Text.c(T.java:1)2015 is no header\nnoise\n"
      "\tat a.Text.c(T.java:1) is prose\n\tat a.B.c(B.java:1)\n";
  const auto whole = read_log(log);
  for (const std::size_t chunk : {1U, 30U, 60U, 90U, 120U}) CHECK(read_log(log, chunk) == whole);
}

TEST_CASE("the stacks of a thread dump within a trace give no top frame") {
  const std::string log =
      "a.AException: x\n\tat java.lang.A.b(A.java:1)\njava.lang.Thread.State: RUNNABLE\n"
      "\tat a.Dumped.run(Dumped.java:1)\n\t... 3 more\n\tat a.B.c(B.java:1)\n";
  const auto whole = read_log(log);
  REQUIRE(whole.records.size() == 1);
  CHECK(whole.records[0].throwables.at(0).top_frame == "a.B.c(B.java:1)");
  for (std::size_t chunk = 1; chunk < log.size(); ++chunk) CHECK(read_log(log, chunk) == whole);
}

TEST_CASE("frames behind a closed ring are those of the throwable that it leads to") {
  const std::string log =
      "a.AException: x\n\tat java.lang.A.b(A.java:1)\n"
      "\tSuppressed: a.ShutException\n\t\tat java.lang.A.c(A.java:2)\n\tat a.Shut.run(Shut.java:1)\n"
      "Caused by: [CIRCULAR REFERENCE: a.AException: x]\n\tat a.B.c(B.java:1)\n";
  const auto whole = read_log(log);
  REQUIRE(whole.records.size() == 1);
  CHECK(whole.records[0].throwables.at(0).top_frame == "a.B.c(B.java:1)");
  CHECK(whole.records[0].throwables.at(1).top_frame == "a.Shut.run(Shut.java:1)");
  for (std::size_t chunk = 1; chunk < log.size(); ++chunk) CHECK(read_log(log, chunk) == whole);
}

TEST_CASE("a suppressed ring behind a thread dump leaves the top frame where it is") {
  const std::string log =
      "a.AException: x\n\tat java.lang.A.b(A.java:1)\njava.lang.Thread.State: RUNNABLE\n"
      "\tat a.Dumped.run(Dumped.java:1)\n\tSuppressed: [CIRCULAR REFERENCE: a.AException: x]\n"
      "\tat a.B.c(B.java:1)\n";
  const auto whole = read_log(log);
  REQUIRE(whole.records.size() == 1);
  CHECK(whole.records[0].throwables.at(0).top_frame == "a.B.c(B.java:1)");
  for (std::size_t chunk = 1; chunk < log.size(); ++chunk) CHECK(read_log(log, chunk) == whole);
}
