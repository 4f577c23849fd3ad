#include "catch.hpp"
#include "parse/read_log.hpp"

using namespace culprit;
using test::chain;
using test::read_trace;

TEST_CASE("a chain goes from the head to the root cause") {
  const auto trace = read_trace(R"(java.util.concurrent.ExecutionException: a.OperationException: no
	at a.B.c(B.java:1)
	at a.B.d(B.java:2)
Caused by: a.OperationException: no
	at a.B.e(B.java:3)
	... 2 more
Caused by: a.PaymentApiException: plugin
	... 3 common frames omitted
)");
  CHECK(chain(trace) ==
        "java.util.concurrent.ExecutionException: a.OperationException: no <- a.OperationException: no "
        "<- a.PaymentApiException: plugin");
  CHECK(trace[0].frames == 2);
  CHECK(trace[1].frames == 1);
  CHECK(trace[1].elided == 2);
  CHECK(trace[2].elided == 3);
}

TEST_CASE("a suppressed exception keeps its own cause") {
  const auto trace = read_trace(R"(java.io.IOException: disk
	at a.B.c(B.java:1)
	Suppressed: java.io.IOException: close
		at a.B.close(B.java:9)
	Caused by: java.net.SocketException: reset
		... 3 more
Caused by: java.lang.Error: root
	... 1 more
)");
  CHECK(chain(trace) == "java.io.IOException: disk <- java.lang.Error: root");
  CHECK(trace.at(1).relation == Relation::suppressed);
  CHECK(chain(trace, 1) == "java.io.IOException: close <- java.net.SocketException: reset");
}

TEST_CASE("with the root cause first, the last wrapper is the head") {
  const auto trace = read_trace(R"(java.net.SocketException: reset
	at a.B.c(B.java:1)
Wrapped by: a.OperationException: no
	at a.B.d(B.java:2)
Wrapped by: java.util.concurrent.ExecutionException: failed
	at a.B.e(B.java:3)
)");
  CHECK(chain(trace) ==
        "java.util.concurrent.ExecutionException: failed <- a.OperationException: no <- "
        "java.net.SocketException: reset");
}

TEST_CASE("a ring is marked and not walked twice") {
  const auto jdk = read_trace(R"(a.AException: one
	at a.B.c(B.java:1)
Caused by: a.BException: two
	at a.B.d(B.java:2)
Caused by: [CIRCULAR REFERENCE: a.AException: one]
)");
  CHECK(chain(jdk) == "a.AException: one <- a.BException: two");
  CHECK(jdk[1].circular);

  const auto logback = read_trace(R"(a.AException: one
	at a.B.c(B.java:1)
Caused by: a.BException: two
	at a.B.d(B.java:2)
Caused by: a.AException: one
)");
  CHECK(logback == jdk);
}

TEST_CASE("a message of several lines ends where the trace goes on") {
  const auto trace = read_trace(R"(a.AException: first

2 > accept: */*
Caused by: nothing in particular
	at a.B.c(B.java:1)
)");
  CHECK(chain(trace) == "a.AException: first\n\n2 > accept: */*\nCaused by: nothing in particular");
}

TEST_CASE("a chain of thousands of causes is cut, not followed") {
  std::string text = "a.AException: 0\n\tat a.B.c(B.java:1)\n";
  for (int i = 1; i < 5000; ++i)
    text += "Caused by: a.AException: " + std::to_string(i) + "\n\tat a.B.c(B.java:1)\n";
  const auto trace = read_trace(text);
  CHECK(trace.size() == 256);
  CHECK(trace.back().message == "255");
  CHECK(trace.back().frames == 1);
}

TEST_CASE("thousands of wrappers leave a head") {
  std::string text = "a.AException: 0\n\tat a.B.c(B.java:1)\n";
  for (int i = 1; i < 5000; ++i)
    text += "Wrapped by: a.AException: " + std::to_string(i) + "\n\tat a.B.c(B.java:1)\n";
  const auto trace = read_trace(text);
  REQUIRE(trace.size() == 256);
  CHECK(trace[0].relation == Relation::head);
  CHECK(trace[0].message == "255");
}

TEST_CASE("a toString() of Kill Bill's may have several lines") {
  const auto throwables = read_trace(
      "{cause=com.example.OrderException: first\nlast line, code=7199, formattedMsg='failed'}\n"
      "\tat a.B.c(B.java:1)\n");
  REQUIRE(throwables.size() == 1);
  CHECK(throwables[0].class_name == "org.killbill.billing.BillingExceptionBase");
  CHECK(throwables[0].message == "failed");
}

TEST_CASE("a message is not cut within a character") {
  for (const std::string_view character : {"a", "ü", "€", "🧀"}) {
    std::string message;
    while (message.size() < (20 << 10)) message += character;
    for (const std::string_view front : {"", "1", "12", "123"}) {
      const auto kept = read_trace(std::string("a.AException: ").append(front).append(message) +
                                   "\n\tat a.B.c(B.java:1)\n");
      REQUIRE(kept.size() == 1);
      CHECK((kept[0].message.size() - front.size()) % character.size() == 0);
      CHECK(kept[0].message.size() > (16 << 10) - 100);
    }
  }
}

TEST_CASE("a ring closes within a chain of causes, and nothing follows it") {
  CHECK(read_trace("a.AException: m\n\tat a.B.c(B.java:1)\nCaused by: a.BException: n\n\tat a.B.c(B.java:2)\n"
                   "Caused by: a.AException: m\n")[1]
            .circular);
  const auto suppressed = read_trace(
      "a.AException: m\n\tat a.B.c(B.java:1)\n\tSuppressed: a.SException: s\n\t\tat a.B.d(B.java:1)\n"
      "\tCaused by: a.AException: m\n\t\t... 8 more\n");
  REQUIRE(suppressed.size() == 3);
  CHECK_FALSE(suppressed[1].circular);
  CHECK(suppressed[2].elided == 8);
  CHECK(chain(read_trace(
            "a.AException\n\t... suppressed 3 lines\nCaused by: a.BException: m\n\t... suppressed 9 lines\n"
            "Caused by: a.AException\n\t... suppressed 27 lines\n"
            "Caused by: java.io.IOException: disk\n\t... suppressed 2 lines\n")) ==
        "a.AException <- a.BException: m <- a.AException <- java.io.IOException: disk");
}

TEST_CASE("what wraps behind a suppressed throwable in Dropwizard's margin wraps the outer one") {
  const auto log = test::read_log(
      "ERROR [2015-10-09 18:04:22,808] a.B: bad\n! a.RootException: r\n! at a.B.c(B.java:1)\n"
      "! Suppressed: a.ShutException: s\n! \tat a.B.d(B.java:2)\n"
      "! Wrapped by: a.HeadException: h\n! at a.B.e(B.java:3)\n");
  REQUIRE(log.records.size() == 1);
  const auto& throwables = log.records[0].throwables;
  CHECK(chain(throwables) == "a.HeadException: h <- a.RootException: r");
  REQUIRE(throwables.size() == 3);
  CHECK(throwables[2].relation == Relation::suppressed);
  CHECK(throwables[2].parent == 1);
}

TEST_CASE("behind a class that was wrapped in mid-word a message goes on like any other") {
  const auto trace = read_trace(R"(org.killbill.billing.payment.core.sm.payments.
OperationException: failed
java.io.IOException: quoted
[GC (Allocation Failure) [PSYoungGen: 131584K->21483K(153088K)] 131584K->22107K(502784K), 0.0301416 secs]
	at a.B.c(B.java:1)
)");
  CHECK(chain(trace) ==
        "org.killbill.billing.payment.core.sm.payments.OperationException: failed\njava.io.IOException: "
        "quoted");
}
