#include "parse/head_line.hpp"

#include "catch.hpp"
#include "parse/read_log.hpp"

using namespace culprit::parse;

namespace {

std::string split(std::string_view text) {
  std::string scratch;
  const HeadText head = split_head(text, culprit::test::grammar().shapes, scratch);
  return std::string(head.class_name).append("|").append(head.message);
}

HeadRank rank(std::string_view line) { return rank_head(line, culprit::test::grammar().shapes).rank; }

}  // namespace

TEST_CASE("a head splits behind its class") {
  CHECK(split("java.lang.RuntimeException: java.io.IOException: x") ==
        "java.lang.RuntimeException|java.io.IOException: x");
  CHECK(split("java.lang.IllegalStateException") == "java.lang.IllegalStateException|");
  CHECK(split("java.lang.NullPointerException: null") == "java.lang.NullPointerException|");
  CHECK(split("a.B: first\n\nsecond") == "a.B|first\n\nsecond");
  CHECK(split("Exception in thread \"main\" a.B: x") == "a.B|x");
  CHECK(split("org.jruby.exceptions.RaiseException: (ConcurrencyError) Detected") ==
        "org.jruby.exceptions.RaiseException|(ConcurrencyError) Detected");
}

TEST_CASE("Kill Bill's own toString() hides the class") {
  CHECK(split("{cause=null, code=7199, formattedMsg='Plugin exception {odd} 'x''}") ==
        "org.killbill.billing.BillingExceptionBase|Plugin exception {odd} 'x'");
  CHECK(split("PaymentPluginApiException{errorMessage='m', errorType='t'}") ==
        "org.killbill.billing.payment.plugin.api.PaymentPluginApiException|PaymentPluginApiException{"
        "errorMessage='m', "
        "errorType='t'}");
}

TEST_CASE("Ruby's classes split like Java's") {
  CHECK(split("A::B::Error: refused") == "A::B::Error|refused");
  CHECK(split("#<Class:0x6da54910>: refused") == "#<Class:0x6da54910>|refused");
  CHECK(split("RuntimeError: No current exception") == "RuntimeError|");
  CHECK(split("/path/x.rb:12:in `m': wrong number of arguments (1 for 2) (ArgumentError)") ==
        "ArgumentError|wrong number of arguments (1 for 2)");
  CHECK(split("ActiveRecord::ConnectionTimeoutError - timed out") ==
        "ActiveRecord::ConnectionTimeoutError|timed out");
}

TEST_CASE("a head may begin on the next line") { CHECK(split("\na.B: x") == "a.B|x"); }

TEST_CASE("a class name that was wrapped in mid-word is joined") {
  CHECK(split("org.killbill.billing.payment.core.sm.payments.OperationExce\nption: failed") ==
        "org.killbill.billing.payment.core.sm.payments.OperationException|failed");
}

TEST_CASE("a head may stand at the end of a logger's message") {
  const auto found = [](std::string_view message, bool frames_follow) {
    const std::size_t at = find_head_in_message(message, {}, frames_follow);
    return at == std::string_view::npos ? "none" : std::string(message.substr(at));
  };
  CHECK(found("a.AException: x", false) == "a.AException: x");
  CHECK(found("no answer: a.AException: x", false) == "a.AException: x");
  CHECK(found("no answer a.AException: x", false) == "none");
  CHECK(found("no answer a.AException: x", true) == "a.AException: x");
  CHECK(found("no answer a.AException", true) == "a.AException");
  CHECK(found("no answer AException: x", true) == "none");
  CHECK(found("no answer (a.AException: x)", true) == "none");
  CHECK(found("no answer a.AException at noon", true) == "none");
  CHECK(found("a.AException: x a.BException: y", true) == "a.AException: x a.BException: y");
  CHECK(found("failed a.AException: a.BException: y", true) == "a.AException: a.BException: y");
  CHECK(found("a.AException: x a.AException: x", true) == "a.AException: x");
  CHECK(found("got a.AException: x, retrying a.AException: x", true) == "a.AException: x");
  CHECK(found("got a.AException: a.AException: x", true) == "a.AException: a.AException: x");
}

TEST_CASE("what may stand in front of a head's class is no part of it") {
  CHECK(split("<#1a2b3c4d> a.B: x") == "a.B|x");
  CHECK(split("<#1a2b3c4d> a.B") == "a.B|");
  CHECK(split("<#1a2b3c4d5> a.B: x") == "|<#1a2b3c4d5> a.B: x");
  CHECK(split("<#> a.B: x") == "|<#> a.B: x");
  CHECK(rank("<#1a2b3c4d> a.b.Oops") == HeadRank::qualified);
  CHECK(ends_thread("Exception in thread \"main\" a.B: x"));
  CHECK(!ends_thread("Exception in thread main a.B: x"));
  CHECK(!ends_thread("a.B: x"));
}

TEST_CASE("it is told how sure a head is") {
  CHECK(rank("java.io.IOException: disk") == HeadRank::qualified);
  CHECK(rank("a.b.Oops") == HeadRank::qualified);
  CHECK(rank("{cause=null, code=1, formattedMsg='x'}") == HeadRank::qualified);
  CHECK(rank("IOException: disk") == HeadRank::named);
  CHECK(rank("A::B::Refused: too many") == HeadRank::named);
  CHECK(rank("x.rb:1:in `m': too many") == HeadRank::named);
  CHECK(rank("Refused: too many") == HeadRank::weak);
  CHECK(rank("it failed") == HeadRank::none);
  CHECK(rank("java.io.IOException happened") == HeadRank::none);
  CHECK(rank("java.lang.Thread.State: RUNNABLE") == HeadRank::none);
  CHECK(rank("") == HeadRank::none);
}

TEST_CASE("a parser's exception states the place in front of its message") {
  constexpr std::string_view kText =
      "org.xml.sax.SAXParseException; lineNumber: 2; columnNumber: 9; not well-formed";
  std::string scratch;
  CHECK(rank_head(kText, {}).rank == HeadRank::qualified);
  CHECK(split_head(kText, {}, scratch).class_name == "org.xml.sax.SAXParseException");
  CHECK(split_head(kText, {}, scratch).message == "lineNumber: 2; columnNumber: 9; not well-formed");
  CHECK(rank_head("Stopped; trying again", {}).rank == HeadRank::none);
}

TEST_CASE("a name ends where its parts do, wherever it stands in a row of sixteen") {
  std::string scratch;
  for (std::size_t padding = 0; padding < 40; ++padding) {
    CAPTURE(padding);
    const std::string name = "a.b" + std::string(padding, 'c') + ".FooException";
    CHECK(split_head(name, {}, scratch).class_name == name);
    CHECK(split_head(name + ": x", {}, scratch).class_name == name);
    CHECK(rank_head(name + ".: x", {}).rank == HeadRank::none);
    CHECK(rank_head(name + "..x: y", {}).rank == HeadRank::none);
    CHECK(rank_head(name + ".7: x", {}).rank == HeadRank::none);
    CHECK(rank_head(name + "(x)", {}).rank == HeadRank::none);
    CHECK(rank_head("7" + name + ": x", {}).rank == HeadRank::none);
  }
}
