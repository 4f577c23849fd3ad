#include "catch.hpp"
#include "parse/read_log.hpp"

#include <string>
#include <string_view>

using culprit::test::read_log;
using culprit::test::ReadRecord;

// Frames and classes that were there before go another way through the reader.

namespace {

constexpr std::string_view kFrames =
    "\tat java.lang.A.b(A.java:1)\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\n";

std::string with_crlf(std::string_view text) {
  std::string log;
  for (const char c : text) {
    if (c == '\n') log += '\r';
    log += c;
  }
  return log;
}

/// The records that stand behind one another, each as if it were the first.
void check_that_all_are_read_alike(const std::string& record, std::size_t parts) {
  constexpr std::size_t kTimes = 4;
  std::string log;
  for (std::size_t i = 0; i < kTimes; ++i) log += record;
  const auto records = read_log(log).records;
  REQUIRE(records.size() == kTimes * parts);
  const auto lines = read_log(record).lines;
  for (std::size_t i = parts; i < records.size(); ++i) {
    ReadRecord again = records[i];
    again.offset -= i / parts * record.size();
    again.line -= i / parts * lines;
    CHECK(again == records[i % parts]);
  }
}

}  // namespace

TEST_CASE("a trace that was there before is read as it was the first time") {
  const std::string frames(kFrames);
  const std::string headers[] = {
      "2015-10-09 18:04:22,808 [main] INFO  a.B - failed\n",
      "2015-10-09 18:04:22,808 [main] ERROR a.B - \n",
      "2015-10-09 18:04:22,808 [main] ERROR a.B - could not: java.io.IOException: disk\n",
      "2021-12-22T10:18:46,867+0000 lvl='WARN', log='Locker', th='e', xff='', rId='1', tok='', aRId='', "
      "tRId='', no\n",
      "> 09:12:49.063 [main] WARN  a.B - quoted\n",
      "Dec 22, 2021 10:18:46 AM a.B run\nSEVERE: on a line of its own\n",
      "ERROR [2015-10-09 18:04:22,808] a.B: bad\n",
  };
  const std::string traces[] = {
      "java.lang.IllegalStateException: m\n" + frames,
      "java.lang.IllegalStateException: m\n" + frames + "Caused by: java.io.IOException: disk\n" + frames +
          "\t... 12 more\nCaused by: java.net.SocketException: reset\n" + frames +
          "\t... 3 common frames omitted\n",
      "java.lang.IllegalStateException: one\njava.io.IOException: two\n" + frames,
      "java.lang.IllegalStateException: m\nof two lines\n" + frames,
      "java.lang.IllegalStateException: " + std::string(20'000, 'm') + "\n" + frames,
      "java.lang.IllegalStateException: /opt/x.rb:12:in `m'\n" + frames,
      "java.lang.IllegalStateException: null\n" + frames,
      "java.lang.IllegalStateException\n" + frames,
      "Refused: try later\n" + frames,
      "java.lang.Thread.State: RUNNABLE\n" + frames + "java.lang.IllegalStateException: m\n" + frames,
      "java.lang.IllegalStateException: m\n" + frames + "\tSuppressed: java.io.IOException: close\n\t" +
          frames + "Caused by: java.io.IOException: disk\n" + frames,
      "java.lang.IllegalStateException: m\n" + frames +
          "Caused by: [CIRCULAR REFERENCE: java.lang.IllegalStateException: m]\n",
      "java.lang.IllegalStateException: m\n" + frames + "Caused by: nothing that counts\n" + frames,
      "java.lang.IllegalStateException: m\n" + frames + "not one of its lines\n" + frames,
      "Oops: wrap\n  <main> at x.rb:1\nCaused by: java.io.IOException: disk\n" + frames +
          "KeyError: k\n  <main> at x.rb:1\n",
      frames + "java.lang.IllegalStateException: m\n" + frames,
      "",
  };
  for (const std::string& header : headers) {
    for (const std::string& trace : traces) {
      CAPTURE(header, trace);
      for (const std::string& record : {header + trace, with_crlf(header + trace)})
        check_that_all_are_read_alike(record, read_log(record).records.size());
    }
  }
}

TEST_CASE("a known head behind a header begins the record's trace") {
  const std::string record =
      "2015-10-09 18:04:22,808 [main] WARN  a.B - failed\njava.lang.IllegalStateException: m\n" +
      std::string(kFrames);
  const auto log = read_log(record + record);
  REQUIRE(log.records.size() == 2);
  for (const ReadRecord& read : log.records) {
    CHECK(read.message == "failed");
    REQUIRE(read.throwables.size() == 1);
    CHECK(chain(read.throwables) == "java.lang.IllegalStateException: m");
    CHECK(read.throwables[0].frames == 3);
    CHECK(read.throwables[0].top_frame == "a.B.c(B.java:1)");
  }
  CHECK(log.lines == 10);
}
