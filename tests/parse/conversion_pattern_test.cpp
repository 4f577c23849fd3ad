#include "parse/conversion_pattern.hpp"

#include "catch.hpp"
#include "parse/read_header.hpp"

#include <culprit/error.hpp>

#include <string>

using namespace culprit;
using parse::compile_pattern;
using test::read_header;

namespace {

std::string error_of(std::string_view pattern) {
  try {
    compile_pattern("mine", pattern);
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("a conversion pattern's words are those of logback, log4j and log4j2") {
  const std::string line = "2026-11-23 14:44:33,510 [main] ERROR a.B - down";
  for (const char* pattern :
       {"%d [%t] %p %c - %m%n", "%date [%thread] %level %logger - %msg%n", "%d [%tn] %le %lo - %message",
        "%d [%threadName] %-5level %logger{36} - %msg%n%ex", "%d{ISO8601} [%t] %-5p %c{1.} - %m%n%xEx{full}",
        "%n%d [%.15t] %5p %30.30c{1} - %maskedMsg%n%rootException{3}",
        "%d{DEFAULT} [%t] %p %c - %m{nolookups}"}) {
    CAPTURE(pattern);
    const auto h = read_header(line, pattern);
    CHECK(h.layout == "mine");
    CHECK(h.level == Level::error);
    CHECK(h.time == "2026-11-23T14:44:33.510");
    CHECK(h.thread == "main");
    CHECK(h.logger == "a.B");
    CHECK(h.message == "down");
  }
}

TEST_CASE("dates have the formats that patterns name") {
  const auto time = [](const std::string& option, const std::string& text) {
    return read_header(text + " INFO a.B - x", "%d" + option + " %p %c - %m%n").time;
  };
  CHECK(time("", "2026-11-23 14:44:33,510") == "2026-11-23T14:44:33.510");
  CHECK(time("{ISO8601}", "2026-11-23T14:44:33,510") == "2026-11-23T14:44:33.510");
  CHECK(time("{ISO8601_PERIOD_MICROS}", "2026-11-23T14:44:33.510123") == "2026-11-23T14:44:33.510");
  CHECK(time("{ISO8601_BASIC}", "20261123T144433,510") == "2026-11-23T14:44:33.510");
  CHECK(time("{ISO8601_OFFSET_DATE_TIME_HH}", "2026-11-23T14:44:33,510-07") == "2026-11-23T21:44:33.510Z");
  CHECK(time("{ISO8601_OFFSET_DATE_TIME_HHMM}", "2026-11-23T14:44:33,510-0700") ==
        "2026-11-23T21:44:33.510Z");
  CHECK(time("{ISO8601_OFFSET_DATE_TIME_HHCMM}", "2026-11-23T14:44:33,510-07:00") ==
        "2026-11-23T21:44:33.510Z");
  CHECK(time("{ABSOLUTE}", "14:44:33,510") == "14:44:33.510");
  CHECK(time("{DATE}", "23 Nov 2026 14:44:33,510") == "2026-11-23T14:44:33.510");
  CHECK(time("{COMPACT}", "20261123144433510") == "2026-11-23T14:44:33.510");
  CHECK(time("{UNIX}", "1351866842") == "2012-11-02T14:34:02.000Z");
  CHECK(time("{UNIX_MILLIS}", "1351866842123") == "2012-11-02T14:34:02.123Z");
  CHECK(time("{US_MONTH_DAY_YEAR4_TIME}", "11/23/2026 14:44:33.510") == "2026-11-23T14:44:33.510");
  CHECK(time("{dd.MM.yyyy HH:mm:ss,SSS}", "23.11.2026 14:44:33,510") == "2026-11-23T14:44:33.510");
  CHECK(time("{\"EEE, d MMM yyyy HH:mm:ss,SSS\"}", "Mon, 23 Nov 2026 14:44:33,510") ==
        "2026-11-23T14:44:33.510");
  CHECK(time("{dd.MM.yyyy} %d{HH:mm}", "23.11.2026 14:44") == "2026-11-23T14:44:00.000");
}

TEST_CASE("a zone that a date names is that of its times") {
  const auto layout = [](const char* option) {
    return compile_pattern("mine", std::string("%d") + option + " %p %m");
  };
  for (const char* option : {"{ISO8601,UTC}", "{\"yyyy-MM-dd HH:mm:ss,SSS\", UTC}", "{ISO8601}{UTC}",
                             "{yyyy-MM-dd HH:mm:ss,SSS}{GMT}", "{HH:mm:ss yyyy-MM-dd, UTC, de}"}) {
    CAPTURE(option);
    CHECK(layout(option).in_utc);
  }
  for (const char* option : {"{ISO8601,Europe/Berlin}", "{ISO8601}{Europe/Berlin}"}) {
    CAPTURE(option);
    CHECK(layout(option).timezone);
    CHECK_FALSE(layout(option).in_utc);
  }
  CHECK_FALSE(layout("{yyyy-MM-dd HH:mm:ss,SSS}").timezone);
  CHECK_THROWS_AS(layout("{ISO8601}{CEST}"), Error);
  CHECK(read_header("2026-11-23 14:44:33,510 INFO x", "%d{ISO8601,UTC} %p %m").time ==
        "2026-11-23T14:44:33.510Z");
  constexpr std::int64_t kHour = 3'600'000;
  CHECK(layout("{ISO8601}{GMT+8}").timezone.value().to_utc(9 * kHour) == kHour);
}

TEST_CASE("padding and truncation are no part of a value") {
  const auto h = read_header("14:44:33,510 |     main|WARN   |          o.k.Server| x",
                             "%d{ABSOLUTE} |%9t|%-7p|%20.20c| %m");
  CHECK(h.level == Level::warn);
  CHECK(h.thread == "main");
  CHECK(h.logger == "o.k.Server");
  CHECK(h.message == "x");
  CHECK(read_header(" WARN [14:44:33,510] x", "%5p [%d{ABSOLUTE}] %m").level == Level::warn);
  CHECK(read_header("14:44:33,510 WARN a.B                  x", "%d{ABSOLUTE} %-5p %-20c %m").logger ==
        "a.B");
  CHECK(read_header("14:44:33,510 WARN                  a.B x", "%d{ABSOLUTE} %-5p %20c %m").logger == "a.B");
}

TEST_CASE("columns that only padding parts are told apart") {
  const auto h = read_header("14:44:33,510 WARN main      a.B       : x", "%d{ABSOLUTE} %p %-10t%-10c: %m");
  CHECK(h.thread == "main");
  CHECK(h.logger == "a.B");
  CHECK(h.message == "x");
}

TEST_CASE("levels are as short as a pattern makes them") {
  CHECK(read_header("14:44:33 E x", "%d{HH:mm:ss} %.-1p %m").level == Level::error);
  CHECK(read_header("14:44:33 NFO x", "%d{HH:mm:ss} %.3p %m").level == Level::info);
  CHECK(read_header("14:44:33 DE x", "%d{HH:mm:ss} %p{length=2} %m").level == Level::debug);
  CHECK(read_header("14:44:33 fatal x", "%d{HH:mm:ss} %level{lowerCase=true} %m").level == Level::fatal);
  CHECK(read_header("14:44:33 Warning x", "%d{HH:mm:ss} %p{WARN=Warning, DEBUG=Debug} %m").level ==
        Level::warn);
  CHECK(read_header("14:44:33 TRACE x", "%d{HH:mm:ss} %p{WARN=Warning, DEBUG=Debug} %m").level ==
        Level::trace);
  CHECK(read_header("14:44:33 WARN x", "%d{HH:mm:ss} %p{WARN=Warning, DEBUG=Debug} %m").layout.empty());
  CHECK(read_header("14:44:33 Exactly x", "%d{HH:mm:ss} %.-1p %m").layout.empty());
}

TEST_CASE("the context's fields have the names of their keys") {
  const auto h = read_header("14:44:33 [c3d1,] {a=1} INFO x",
                             "%d{HH:mm:ss} [%X{kb.userToken:-none},%mdc{kb.accountRecordId}] %X %p %m");
  CHECK(h.context == std::map<std::string, std::string>{{"kb.userToken", "c3d1"}});
  CHECK(h.message == "x");
}

TEST_CASE("colours and groups don't matter") {
  for (const char* pattern : {"%d{HH:mm:ss} %highlight(%-5level) %cyan(%logger{30}) - %msg%n",
                              "%style{%d{HH:mm:ss}}{cyan} %highlight{%p}{FATAL=red, ERROR=bright} %c - %m%n",
                              "%clr(%d{HH:mm:ss}){faint} %clr(%5p) %clr(%c){cyan} - %m",
                              "%boldRed(%d{HH:mm:ss} %p) %c - %replace(%m){'x','y'}",
                              "%d{HH:mm:ss} %p %replace{%c}{\\.}{/} - %m", "%-30(%d{HH:mm:ss} %p) %c - %m"}) {
    CAPTURE(pattern);
    for (const char* line :
         {"14:44:33 ERROR a.B - x", "\x1b[36m14:44:33\x1b[m \x1b[1;31mERROR\x1b[m \x1b[36ma.B\x1b[m - x"}) {
      CAPTURE(line);
      const auto h = read_header(line, pattern);
      CHECK(h.level == Level::error);
      CHECK(h.logger == "a.B");
      CHECK(h.message == "x");
    }
  }
}

TEST_CASE("what is escaped stands for itself") {
  const auto h = read_header("14:44:33 (main) 100% [ERROR] x", "%d{HH:mm:ss} \\(%t\\) 100%% [%p] %m");
  CHECK(h.thread == "main");
  CHECK(h.message == "x");
  CHECK(read_header("14:44:33\tmain\tINFO\tx", "%d{HH:mm:ss}\\t%t\\t%p\\t%m").thread == "main");
  CHECK(read_header("14:44:33 (main) INFO x", "%d{HH:mm:ss} (%t) %p %m").thread == "main");
  CHECK(read_header("14:44:33 mainx INFO x", "%d{HH:mm:ss} %t\\_x %p %m").thread == "main");
}

TEST_CASE("Spring Boot's own pattern is understood with its variables") {
  const auto h = read_header(
      "2026-11-23T14:44:33.510+01:00  WARN 4711 --- [           main] o.k.b.Server                           "
      "  : x",
      "%clr(%d{${LOG_DATEFORMAT_PATTERN:-yyyy-MM-dd'T'HH:mm:ss.SSSXXX}}){faint} "
      "%clr(${LOG_LEVEL_PATTERN:-%5p}) "
      "%clr(${PID:- }){magenta} %clr(---){faint} %clr([%15.15t]){faint} "
      "%clr(${LOG_CORRELATION_PATTERN:-}){faint}%clr(%-40.40logger{39}){cyan} %clr(:){faint} "
      "%m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}");
  CHECK(h.level == Level::warn);
  CHECK(h.time == "2026-11-23T13:44:33.510Z");
  CHECK(h.thread == "main");
  CHECK(h.logger == "o.k.b.Server");
  CHECK(h.message == "x");
}

TEST_CASE("a variable without a default is some text") {
  const auto h = read_header("14:44:33 node-7 c3d1 INFO x", "%d{HH:mm:ss} ${hostName} $${ctx:token} %p %m");
  CHECK(h.context == std::map<std::string, std::string>{{"token", "c3d1"}});
  CHECK(h.message == "x");
}

TEST_CASE("other words are text that nobody asks for") {
  const auto h = read_header("14:44:33 12 ndc B.java:7 m[AUDIT] (4711) INFO a.B.run(B.java:7) - x",
                             "%d{HH:mm:ss} %r %x %F:%L %M[%marker] (%pid) %p %l - %m");
  CHECK(h.level == Level::info);
  CHECK(h.logger.empty());
  CHECK(h.message == "x");
}

TEST_CASE("the class that logs stands for a logger that isn't written") {
  CHECK(read_header("14:44:33 INFO a.b.C.run x", "%d{HH:mm:ss} %p %C.%M %m").logger == "a.b.C");
  CHECK(read_header("14:44:33 INFO a.b.C x.Y z", "%d{HH:mm:ss} %p %class %c %m").logger == "x.Y");
}

TEST_CASE("an optional part may be missing") {
  const char* pattern = "%d{HH:mm:ss} [%t]%notEmpty{ (%X{id})} %p %m";
  CHECK(read_header("14:44:33 [main] (7) INFO x", pattern).context.at("id") == "7");
  CHECK(read_header("14:44:33 [main] INFO x", pattern).context.empty());
  CHECK(read_header("14:44:33 [main] INFO x", pattern).level == Level::info);

  const char* behind_field = "%d{HH:mm:ss} %t%notEmpty{(%X{id})} - %m";
  CHECK(read_header("14:44:33 main(7) - x", behind_field).thread == "main");
  CHECK(read_header("14:44:33 main(7) - x", behind_field).context.at("id") == "7");
  CHECK(read_header("14:44:33 main - x", behind_field).thread == "main");

  const char* in_front = "%notEmpty{(%X{id}) }%d{HH:mm:ss} %p %m";
  CHECK(read_header("(7) 14:44:33 INFO x", in_front).context.at("id") == "7");
  CHECK(read_header("14:44:33 INFO x", in_front).level == Level::info);
}

TEST_CASE("a message may begin on the next line") {
  const parse::Layout layout = compile_pattern("mine", "%d{HH:mm:ss} %p %c%n%m%n");
  CHECK_FALSE(layout.level_follows);
  CHECK(read_header("14:44:33 INFO a.B", "%d{HH:mm:ss} %p %c%n%m%n").logger == "a.B");
  CHECK(read_header("14:44:33 INFO a.B and more", "%d{HH:mm:ss} %p %c%n%m%n").layout.empty());
  CHECK(read_header("14:44:33 INFO a.B", "%d{HH:mm:ss} %p %c\n%m%n").logger == "a.B");
  CHECK(compile_pattern("mine", "%d %C %M%n%p: %m%n").level_follows);
}

TEST_CASE("what stands behind a message on its line is a part of it") {
  CHECK(read_header("14:44:33 INFO x (B.java:7)", "%d{HH:mm:ss} %p %m (%F:%L)%n").message == "x (B.java:7)");
}

TEST_CASE("layouts tell of their times and traces") {
  CHECK(compile_pattern("mine", "%d %m").has_date);
  CHECK_FALSE(compile_pattern("mine", "%d{HH:mm} %m").has_date);
  CHECK(compile_pattern("mine", "%d{HH:mm} %m").has_time);
  CHECK_FALSE(compile_pattern("mine", "%r [%t] %p %c - %m").has_time);
  CHECK(compile_pattern("mine", "%p [%d] %c: %m%n%dwREx").trace_margin == "! ");
  CHECK(compile_pattern("mine", "%p [%d] %c: %m%n%rEx").trace_margin.empty());
}

TEST_CASE("without a level, time and text have to be as the pattern says") {
  const char* pattern = "%d{HH:mm:ss} <%t> %c: %m%n";
  CHECK(read_header("14:44:33 <main> a.B: x", pattern).level == Level::unknown);
  CHECK(read_header("14:44:33 <main> a.B: x", pattern).layout == "mine");
  CHECK(read_header("14:44:33 <main> a.B - x", pattern).layout.empty());
  CHECK(read_header("14:44:33 main a.B: x", pattern).layout.empty());
}

TEST_CASE("a field that the message follows at once is a part of it") {
  CHECK(read_header("14:44:33 INFO a.B: x", "%d{HH:mm:ss} %p %c%m").message == "a.B: x");
  CHECK(read_header("14:44:33 INFO a.B: x", "%d{HH:mm:ss} %p %c%m").logger.empty());
}

TEST_CASE("a message may be empty, and the blanks in front of it missing") {
  CHECK(read_header("14:44:33 INFO a.B:", "%d{HH:mm:ss} %p %c: %m").logger == "a.B");
  CHECK(read_header("14:44:33 INFO a.B", "%d{HH:mm:ss} %p %c %m").logger == "a.B");
  CHECK(read_header("14:44:33 INFO a.B |", "%d{HH:mm:ss} %p %c | %m").logger == "a.B");
}

TEST_CASE("a pattern that can't tell a header is an error that says why") {
  CHECK(error_of("%m%n").find("%m%n") != std::string::npos);
  CHECK(error_of("%m%n").find("a time (%d) or a level (%p)") != std::string::npos);
  CHECK(error_of("[%t] %c - %m%n").find("a time (%d) or a level (%p)") != std::string::npos);
  CHECK(error_of("%m %d %p%n").find("a time (%d) or a level (%p)") != std::string::npos);
  CHECK(error_of("").find("a time (%d) or a level (%p)") != std::string::npos);
  CHECK(error_of("%d %p %t%c %m").find("side by side") != std::string::npos);
  CHECK(error_of("%d %z %m").find("%z is no conversion word") != std::string::npos);
  CHECK(error_of("%d{yyyy-ww} %p %m").find("'w'") != std::string::npos);
  CHECK(error_of("%d{yyyy %p %m").find("isn't closed") != std::string::npos);
  CHECK(error_of("%clr(%d %p %m").find("isn't closed") != std::string::npos);
  CHECK(error_of("%d %p{LOUD=x} %m").find("LOUD") != std::string::npos);
  CHECK(error_of("%d %p{length=0} %m").find("can't be empty") != std::string::npos);
  std::string many = "%d";
  for (int i = 0; i < 100; ++i) many += "|%X{a}";
  CHECK(error_of(many + "%p %m").find("too many") != std::string::npos);
}
