#include "filter.hpp"

#include "catch.hpp"

using namespace culprit;

namespace {

const parse::TimeZone kUtc("UTC");

}  // namespace

TEST_CASE("a glob matches a class by its whole or its simple name") {
  constexpr std::string_view kClass = "org.killbill.billing.payment.api.PaymentApiException";
  for (const char* glob :
       {"*", "*PaymentApiException", "PaymentApiException", "Payment*", "org.killbill.*", "*api*",
        "org.killbill.billing.payment.api.PaymentApiExceptio?", "P*t*Exception", "**"}) {
    CAPTURE(glob);
    CHECK(matches_class({glob}, kClass));
  }
  for (const char* glob : {"", "org", "org.killbill", "api.PaymentApiException", "paymentapiexception", "?",
                           "*Error", "*Exception?"}) {
    CAPTURE(glob);
    CHECK_FALSE(matches_class({glob}, kClass));
  }
  CHECK(matches_class({}, kClass));
  CHECK(matches_class({"x", "P*"}, kClass));
  CHECK(matches_class({""}, ""));
}

TEST_CASE("a record is within a time that reaches from since to before until") {
  const auto passes = [](const char* since, const char* until, const char* time) {
    Filter filter;
    if (*since) filter.since = parse_iso8601(since);
    if (*until) filter.until = parse_iso8601(until);
    return RecordRules(filter, kUtc).passes(Level::info, *time ? parse_iso8601(time) : std::nullopt);
  };
  CHECK(passes("", "", ""));
  CHECK(passes("2021-12-22", "", "2021-12-22T00:00:00"));
  CHECK_FALSE(passes("", "2021-12-22", "2021-12-22T00:00:00"));
  CHECK(passes("", "2021-12-22", "2021-12-21T23:59:59.999Z"));
  CHECK_FALSE(passes("2021-12-22", "", ""));
  CHECK(passes("10:00", "11:00", "2021-12-22T10:30Z"));
  CHECK_FALSE(passes("10:00", "11:00", "2021-12-22T11:00Z"));
  CHECK(passes("2021-12-22T10:00+01:00", "", "2021-12-22T09:00Z"));
}

TEST_CASE("a level lets more severe ones pass, and bare traces") {
  Filter filter;
  filter.level = Level::warn;
  const RecordRules rules(filter, kUtc);
  CHECK(rules.passes(Level::warn, {}));
  CHECK(rules.passes(Level::fatal, {}));
  CHECK_FALSE(rules.passes(Level::info, {}));
  CHECK(rules.passes_bare({}));
}
