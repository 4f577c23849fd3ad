#include "catch.hpp"
#include "parse/read_header.hpp"

using namespace culprit;
using test::read_header;

TEST_CASE("logback's dates may be ISO 8601 with a zone, and its levels not padded") {
  const auto h = read_header(
      "2022-11-16T10:18:18.355+0100 [bus_events-lifecycle-dispatcher-th-1] WARN "
      "org.killbill.queue.DefaultQueueLifecycle - bus_events: slow");
  CHECK(h.layout == "logback");
  CHECK(h.level == Level::warn);
  CHECK(h.time == "2022-11-16T09:18:18.355Z");
  CHECK(h.thread == "bus_events-lifecycle-dispatcher-th-1");
  CHECK(h.logger == "org.killbill.queue.DefaultQueueLifecycle");
  CHECK(h.message == "bus_events: slow");
}

TEST_CASE("Spring Boot's layout is read") {
  SECTION("as version 2 writes it") {
    const auto h = read_header(
        "2026-11-23 14:44:33.510 ERROR 4711 --- [nio-8080-exec-1] o.k.b.payment.PaymentProcessor           : "
        "no "
        "answer : none");
    CHECK(h.layout == "spring-boot");
    CHECK(h.level == Level::error);
    CHECK(h.time == "2026-11-23T14:44:33.510");
    CHECK(h.thread == "nio-8080-exec-1");
    CHECK(h.logger == "o.k.b.payment.PaymentProcessor");
    CHECK(h.message == "no answer : none");
  }
  SECTION("as version 3 writes it, with the application's name") {
    const auto h = read_header(
        "2026-11-23T14:44:33.510+01:00  INFO 4711 --- [billing] [           main] o.k.b.Server    : up [x] "
        "y");
    CHECK(h.layout == "spring-boot");
    CHECK(h.level == Level::info);
    CHECK(h.time == "2026-11-23T13:44:33.510Z");
    CHECK(h.thread == "main");
    CHECK(h.logger == "o.k.b.Server");
    CHECK(h.message == "up [x] y");
  }
  SECTION("in colours") {
    const auto h = read_header(
        "2026-11-23 14:44:33.510 \x1b[31mERROR\x1b[0;39m \x1b[35m4711\x1b[0;39m \x1b[2m---\x1b[0;39m "
        "\x1b[2m[           main]\x1b[0;39m \x1b[36mo.k.b.Server      \x1b[0;39m \x1b[2m:\x1b[0;39m down");
    CHECK(h.layout == "spring-boot");
    CHECK(h.level == Level::error);
    CHECK(h.thread == "main");
    CHECK(h.logger == "o.k.b.Server");
    CHECK(h.message == "down");
  }
}

TEST_CASE("Dropwizard's layout has the level first, and its times are UTC") {
  const auto h = read_header("WARN  [2026-11-23 14:44:33,510] org.killbill.Server: slow: 3 s");
  CHECK(h.layout == "dropwizard");
  CHECK(h.level == Level::warn);
  CHECK(h.time == "2026-11-23T14:44:33.510Z");
  CHECK(h.logger == "org.killbill.Server");
  CHECK(h.message == "slow: 3 s");
}

TEST_CASE("a layout with relative times has none") {
  const auto h = read_header("453  [pool 4 [with] brackets] INFO  o.k.b.Server - up - again");
  CHECK(h.layout == "relative");
  CHECK(h.level == Level::info);
  CHECK(h.time.empty());
  CHECK(h.thread == "pool 4 [with] brackets");
  CHECK(h.logger == "o.k.b.Server");
  CHECK(h.message == "up - again");
}

TEST_CASE("java.util.logging writes the level on the line behind") {
  const auto h = read_header("Nov 23, 2026 2:44:30 PM org.apache.catalina.core.StandardContext reload");
  CHECK(h.layout == "jul");
  CHECK(h.level == Level::unknown);
  CHECK(h.time == "2026-11-23T14:44:30.000");
  CHECK(h.logger == "org.apache.catalina.core.StandardContext");
  CHECK(h.message.empty());
  CHECK(read_header("Nov 3, 2026 12:44:30\u202f"
                    "AM org.apache.catalina.startup.Catalina <init>")
            .time == "2026-11-03T00:44:30.000");
  CHECK(read_header("Nov 23, 2026 2:44:30 PM killbill.osgi").logger == "killbill.osgi");
}

TEST_CASE("the line behind a header of java.util.logging begins with its level") {
  std::string_view line = "SEVERE: Servlet.service() threw: x";
  CHECK(parse::take_level_line(line) == Level::error);
  CHECK(line == "Servlet.service() threw: x");
  std::string_view empty = "INFO: ";
  CHECK(parse::take_level_line(empty) == Level::info);
  CHECK(empty.empty());
  for (std::string_view other : {"SEVERELY: x", "severe: x", "x SEVERE: y", "SEVERE", ""}) {
    const std::string_view before = other;
    CAPTURE(before);
    CHECK_FALSE(parse::take_level_line(other));
    CHECK(other == before);
  }
}

TEST_CASE("java.util.logging in one line is read") {
  const auto h = read_header("2026-11-23 14:44:33.510 SEVERE  [org.apache.X] down [y]");
  CHECK(h.layout == "jul-line");
  CHECK(h.level == Level::error);
  CHECK(h.logger == "org.apache.X");
  CHECK(h.message == "down [y]");
  const auto bracketed = read_header("[2026-11-23 14:44:33] [WARNING] slow");
  CHECK(bracketed.layout == "jul-line");
  CHECK(bracketed.level == Level::warn);
  CHECK(bracketed.message == "slow");
}

TEST_CASE("Tomcat's own layout is read") {
  SECTION("with a thread") {
    const auto h = read_header(
        "23-Nov-2026 14:44:33.510 SEVERE [pool 4 [with] brackets] "
        "org.apache.catalina.core.ContainerBase.<init> x "
        "[y] z.a b");
    CHECK(h.layout == "juli");
    CHECK(h.level == Level::error);
    CHECK(h.time == "2026-11-23T14:44:33.510");
    CHECK(h.thread == "pool 4 [with] brackets");
    CHECK(h.logger == "org.apache.catalina.core.ContainerBase");
    CHECK(h.message == "x [y] z.a b");
  }
  SECTION("without one, as old versions write it") {
    const auto h =
        read_header("23-Nov-2026 14:44:33.510 INFO org.apache.catalina.startup.Catalina.start up [1]");
    CHECK(h.layout == "juli");
    CHECK(h.thread.empty());
    CHECK(h.logger == "org.apache.catalina.startup.Catalina");
    CHECK(h.message == "up [1]");
  }
}

TEST_CASE("Jetty's own layout is read") {
  const auto h = read_header("2026-11-23 14:44:33.510:WARN:oejs.HttpChannel:qtp123-15: /x: y");
  CHECK(h.layout == "jetty");
  CHECK(h.level == Level::warn);
  CHECK(h.logger == "oejs.HttpChannel");
  CHECK(h.thread == "qtp123-15");
  CHECK(h.message == "/x: y");
  CHECK(read_header("2026-11-23 14:44:33.510:INFO :oejs.Server:main: up").logger == "oejs.Server");
  CHECK(read_header("2026-11-23 14:44:33.510:DBUG:oejs.Server:main: up").level == Level::debug);
  const auto old = read_header("2012-05-24 17:24:36.510:INFO::Logging to StdErrLog");
  CHECK(old.layout == "jetty");
  CHECK(old.level == Level::info);
  CHECK(old.message == "Logging to StdErrLog");
}

TEST_CASE("Ruby's Logger is read") {
  const auto h = read_header("E, [2026-11-23T14:44:44.375965 #14137] ERROR -- killbill-stripe: no: answer");
  CHECK(h.layout == "ruby-logger");
  CHECK(h.level == Level::error);
  CHECK(h.time == "2026-11-23T14:44:44.375");
  CHECK(h.logger == "killbill-stripe");
  CHECK(h.message == "no: answer");
  CHECK(read_header("I, [2026-11-23T14:44:44.375965 #7]  INFO -- : up").message == "up");
  const auto any = read_header("A, [2026-11-23T14:44:44.375965 #7]   ANY -- p: up");
  CHECK(any.layout == "ruby-logger");
  CHECK(any.level == Level::unknown);
}

TEST_CASE("text that resembles a framework's header is none") {
  for (const char* line : {
           "WARN  org.killbill.Server: slow",
           "WARN: slow",
           "WARN  [main] org.killbill.Server: slow",
           "WARN  [2026-11-23] org.killbill.Server: slow",
           "CONFIG",
           "Caused by: java.io.IOException: [2026-11-23 14:44:33,510] a: b",
           "453  [main] o.k.b.Server - up",
           "453  [main] INFO o.k.b.Server: up",
           "453  [main] INFO some words are here - up",
           "37 * Server in-bound request",
           "37 > GET http://127.0.0.1/1.0/kb - x",
           "453 INFO o.k.b.Server - up",
           "Nov 23, 2026",
           "Nov 23, 2026 2:44:30 PM",
           "Nov 23, 2026 2:44:30 PM the server went down",
           "Now 23, 2026 2:44:30 PM org.apache.X method",
           "23-Nov-2026 14:44:33.510 the server went down",
           "23-Nov-2026 14:44:33.510 INFO [main] the server went down",
           "23-Nov-2026 14:44:33.510 INFO went down",
           "2026-11-23 14:44:33.510 INFO the server went down",
           "2026-11-23 14:44:33.510 INFO 4711 went down",
           "2026-11-23 14:44:33.510:INFOR:oejs.Server:main: up",
           "2026-11-23 14:44:33.510: INFO up",
           "E, [2026-11-23T14:44:44.375965 #14137] killbill-stripe: no answer",
           "E, [2026-11-23T14:44:44.375965] ERROR -- killbill-stripe: no answer",
           "Error, [2026-11-23T14:44:44.375965 #14137] ERROR -- killbill-stripe: no answer",
           "[2026-11-23 14:44:33] slow",
           "[main] [WARNING] slow",
       }) {
    CAPTURE(line);
    CHECK(read_header(line).layout.empty());
  }
}

TEST_CASE("hostile lines cost no more than others") {
  std::string brackets = "2015-10-09 18:04:22,808 [";
  std::string words = "23-Nov-2026 14:44:33.510 SEVERE [";
  std::string colons = "2026-11-23 14:44:33.510:WARN:";
  for (int i = 0; i < 200'000; ++i) {
    brackets += "] ";
    words += "] a ";
    colons += "::";
  }
  CHECK(read_header(brackets).layout.empty());
  CHECK(read_header(words).layout.empty());
  CHECK(read_header(colons).level == Level::warn);
}
