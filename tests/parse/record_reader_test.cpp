#include "catch.hpp"
#include "parse/read_log.hpp"

using namespace culprit;
using test::chain;
using test::read_log;

TEST_CASE("only errors and what holds a throwable are handed over") {
  const auto log = read_log(
      "2015-10-09 18:04:22,808 [main] INFO  a.B - fine\n"
      "2015-10-09 18:04:23,808 [main] ERROR a.B - bad\nand worse\n"
      "2015-10-09 18:04:24,808 [main] WARN  a.B - hm\njava.io.IOException: disk\n\tat a.B.c(B.java:1)\n");
  CHECK(log.lines == 6);
  CHECK(log.headers == 3);
  REQUIRE(log.records.size() == 2);
  CHECK(log.records[0].message == "bad\nand worse");
  CHECK(log.records[0].throwables.empty());
  CHECK(log.records[0].line == 2);
  CHECK(log.records[1].level == Level::warn);
  CHECK(log.records[1].message == "hm");
  CHECK(log.records[1].time == "2015-10-09T18:04:24.808Z");
  CHECK(chain(log.records[1].throwables) == "java.io.IOException: disk");
}

TEST_CASE("a bare trace behind a finished one is an occurrence of its own") {
  const auto log = read_log(
      "18:04:22.808 [main] ERROR a.B - bad\n"
      "a.AException: logged\n\tat a.B.c(B.java:1)\n"
      "a.BException: printed\n\tat a.B.c(B.java:1)\n"
      "18:04:23.808 [main] INFO  a.B - fine\n");
  REQUIRE(log.records.size() == 2);
  CHECK_FALSE(log.records[0].bare);
  CHECK(log.records[1].bare);
  CHECK(log.records[1].line == 4);
  CHECK(log.records[0].offset + log.records[0].length == log.records[1].offset);
  CHECK(chain(log.records[1].throwables) == "a.BException: printed");
  CHECK(log.records[1].time == "18:04:22.808");
}

TEST_CASE("a bare trace may begin the log") {
  const auto log = read_log("Listening for transport dt_socket\na.AException: x\n\tat a.B.c(B.java:1)\n");
  REQUIRE(log.records.size() == 1);
  CHECK(log.records[0].bare);
  CHECK(log.records[0].line == 2);
  CHECK(log.records[0].time.empty());
}

TEST_CASE("a class named in prose, and a toString() in a message, are nothing") {
  const auto log = read_log(
      "18:04:22.808 [main] INFO  a.B - slow: java.util.concurrent.ExecutionException expected\n"
      "18:04:22.808 [main] INFO  a.B - gave up. Caused by: java.net.SocketTimeoutException: Read timed out\n"
      "18:04:22.808 [main] INFO  a.B - "
      "got\n{\"className\":\"java.lang.NullPointerException\",\"code\":null}\n");
  CHECK(log.headers == 3);
  CHECK(log.records.empty());
}

TEST_CASE("a throwable without frames counts if it stands alone behind the header") {
  CHECK(read_log("18:04:22.808 [main] WARN  a.B - x\njava.lang.NullPointerException\n").records.size() == 1);
  CHECK(read_log("18:04:22.808 [main] WARN  a.B - x\nNullPointerException\n").records.empty());
  CHECK(
      read_log("18:04:22.808 [main] WARN  a.B - x\njava.lang.NullPointerException\nor so\n").records.empty());
}

TEST_CASE("an excerpt that begins within a trace is an occurrence without a class") {
  const auto log = read_log("\tat a.B.c(B.java:1)\nCaused by: a.BException: x\n\t... 3 more\n");
  REQUIRE(log.records.size() == 1);
  CHECK(chain(log.records[0].throwables) == " <- a.BException: x");
  CHECK(log.records[0].throwables[0].frames == 1);
}

TEST_CASE("a bare trace that begins behind its frames leaves no candidate from before it") {
  const auto log = read_log(
      "\tfrom /a.rb:3:in `n'\nOops: no head\n/a.rb:12:in `m': x (ArgumentError)\nOops: text\n\tat "
      "a.B.c(B.java:1)\n");
  std::uint64_t end = 0;
  for (const auto& record : log.records) {
    CHECK(record.offset >= end);
    CHECK(record.length < 1000);
    end = record.offset + record.length;
  }
}

TEST_CASE("a thread dump holds no throwable") {
  const auto log = read_log(
      "18:04:22.808 [main] INFO  a.B - dump\n\"main\" #1 prio=5 os_prio=0\n   java.lang.Thread.State: "
      "RUNNABLE\n"
      "\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:1)\n");
  CHECK(log.records.empty());
}

TEST_CASE("Ruby's backtrace makes its record's message a throwable") {
  const auto log = read_log(
      "2019-08-26T11:36:14,494+0000 lvl='WARN', log='KillbillLogWriter', th='Thread-16', xff='', rId='', "
      "tok='', "
      "aRId='', tRId='2', NoMethodError - private method `load' called for YAML:Module:\n"
      "\t/var/lib/plugins_directory.rb:10:in `all'\n\torg/jruby/RubyProc.java:281:in `call'\n");
  REQUIRE(log.records.size() == 1);
  CHECK(chain(log.records[0].throwables) == "NoMethodError: private method `load' called for YAML:Module");
  CHECK(log.records[0].throwables[0].frames == 2);
}

TEST_CASE("CRLF and a missing last line end change nothing") {
  const auto log = read_log("18:04:22.808 [main] ERROR a.B - bad\r\na.AException: x\r\n\tat a.B.c(B.java:1)");
  REQUIRE(log.records.size() == 1);
  CHECK(log.records[0].message == "bad");
  CHECK(chain(log.records[0].throwables) == "a.AException: x");
  CHECK(log.records[0].throwables[0].frames == 1);
}

TEST_CASE("lines that might have been heads stay in the message, with CRLF too") {
  const auto log = read_log(
      "18:04:22.808 [main] ERROR a.B - x\r\nOops: bar\r\nsecond line\r\njava.io.IOException: "
      "disk\r\nthird\r\n");
  REQUIRE(log.records.size() == 1);
  CHECK(log.records[0].message == "x\nOops: bar\nsecond line\njava.io.IOException: disk\nthird");
}

TEST_CASE("a message is cut as a whole, the rest of its header line too") {
  const std::string header = "2015-10-09 18:04:22,808 [main] ERROR a.B - ";
  constexpr std::size_t kLimit = 16 << 10;
  for (const std::string& message :
       {std::string(20'000, 'x'), std::string(10'000, 'x') + "\n" + std::string(10'000, 'y'),
        "\n" + std::string(20'000, 'y')}) {
    const auto log = read_log(header + message + "\n");
    REQUIRE(log.records.size() == 1);
    CHECK(log.records[0].message == message.substr(message.find_first_not_of('\n')).substr(0, kLimit));
  }
}

TEST_CASE("an indent may be longer than what is kept of a message") {
  const auto log = read_log(std::string(20'000, ' ') + "java.io.IOException: x\n\tat a.B.c(B.java:1)\n");
  REQUIRE(log.records.size() == 1);
  CHECK(log.records[0].throwables[0].frames == 1);
}

TEST_CASE("a header behind a frame is found wherever a line stands") {
  const std::string header = "2015-10-09 18:04:22,808 [main] ERROR a.B - x\n";
  for (std::size_t padding = 0; padding < 300; ++padding) {
    CAPTURE(padding);
    // The parenthesis and the digit behind it come to stand around the end of a window of 8 KiB.
    std::string log = header + "a.AException\n\tat a.B.c(B.java:1)\n";
    while (log.size() < 8000) log += "\tat a.B.c(B.java:1)\n";
    log += "\tat a.B." + std::string(padding, 'c') + "(B.java:1)" + header;
    const auto read = read_log(log + std::string(9000, 'y') + "\n");
    CHECK(read.headers == 2);
    CHECK(read.records.size() == 2);
  }
  CHECK(read_log(header + "a.AException\n\tat a.B.c(B.java:1)\n\tat a.B.c(B.java:1)" +
                 std::string(20'000, ' ') + "\n" + "\tat a.B." + std::string(20'000, 'c') + "(B.java:1)" +
                 header)
            .headers == 2);
}

TEST_CASE("where a header's level is still to come, an earlier record's line may be gone") {
  const std::string message(200, 'x');  // so that no chunk has both the header and the level
  const std::string log =
      "Dec 22, 2021 10:18:46 AM a.B run\nSEVERE: first\n"
      "2021-12-22 10:18:47,000 [main] ERROR a.B - between\n"
      "Dec 22, 2021 10:18:48 AM a.B run\nSEVERE: " +
      message + "\n";
  const auto whole = read_log(log);
  REQUIRE(whole.records.size() == 3);
  CHECK(whole.records[2].message == message);
  for (std::size_t chunk = 1; chunk < log.size(); ++chunk) CHECK(read_log(log, chunk) == whole);
}
