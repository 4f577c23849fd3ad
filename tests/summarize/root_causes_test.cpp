#include "analyze.hpp"
#include "catch.hpp"

#include <culprit/analyzer.hpp>

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

using namespace culprit;
using test::analyze;

namespace {

/// A record of Kill Bill's server with the trace of some throwables.
std::string record(std::string_view time, std::string_view request, std::string_view thread,
                   const std::vector<std::string>& chain) {
  std::string text = fmt::format(
      "2021-12-22T10:{}+0000 lvl='WARN', log='A', th='{}', xff='', rId='{}', tok='', aRId='7', tRId='1', "
      "failed\n",
      time, thread, request);
  for (const std::string& link : chain)
    text += fmt::format("{}{}\n\tat a.B.c(B.java:1)\n", &link == &chain.front() ? "" : "Caused by: ", link);
  return text;
}

const std::string kPlugin = "org.killbill.billing.payment.api.PaymentApiException: Plugin exception no pool";
const std::string kOperation =
    "org.killbill.automaton.OperationException: {cause=null, code=7199, formattedMsg='Plugin exception no "
    "pool'}";
const std::string kInternal =
    "org.killbill.billing.payment.api.PaymentApiException: Internal payment error : " + kOperation;

}  // namespace

TEST_CASE("what wrappers repeat is one cause, with or without the chain behind it") {
  const auto causes =
      analyze(record("00:00,000", "a", "t1",
                     {"java.util.concurrent.ExecutionException: " + kOperation, kOperation, kPlugin}) +
              record("01:00,000", "b", "t2", {kInternal}))
          .root_causes();
  REQUIRE(causes.size() == 1);
  CHECK(causes[0].message_template == "no pool");
  CHECK(causes[0].class_name == "org.killbill.billing.payment.api.PaymentApiException");
  CHECK(causes[0].code == 7199);
  CHECK(causes[0].count == 2);
  CHECK(causes[0].failures == 2);
  CHECK(causes[0].heads ==
        std::vector<RootCause::Head>{{"java.util.concurrent.ExecutionException", 1},
                                     {"org.killbill.billing.payment.api.PaymentApiException", 1}});
  CHECK(causes[0].groups.size() == 2);
}

TEST_CASE("a wrapper tells of the class that said the same, if there is just one") {
  const std::string said = "org.example.PoolException: no pool";
  CHECK(analyze(record("00:00,000", "a", "t1", {kPlugin}) + record("01:00,000", "b", "t2", {said}))
            .root_causes()
            .at(0)
            .class_name == "org.example.PoolException");
  const std::string other = "org.example.OtherException: no pool";
  CHECK(analyze(record("00:00,000", "a", "t1", {kPlugin}) + record("01:00,000", "b", "t2", {said}) +
                record("02:00,000", "c", "t3", {other}))
            .root_causes()
            .size() == 3);
}

TEST_CASE("one request that logs its failure twice failed once") {
  const Summary summary =
      analyze(record("00:00,000", "a", "t1",
                     {"java.util.concurrent.ExecutionException: " + kOperation, kOperation, kPlugin}) +
              record("00:00,003", "a", "t1", {kInternal, kOperation, kPlugin}) +
              record("00:00,004", "b", "t2", {kInternal, kOperation, kPlugin}));
  CHECK(summary.failures() == Failures{2, 3});
  CHECK(summary.root_causes().at(0).failures == 2);
}

TEST_CASE("a cause knows whom it hit, when, and where") {
  const auto cause =
      analyze(record("00:00,000", "a", "t1", {kPlugin}) + record("00:01,000", "b", "t1", {kPlugin}) +
              record("00:02,000", "b", "t2", {kPlugin}))
          .root_causes()
          .at(0);
  CHECK(cause.impact.requests.estimate() == 2);
  CHECK(cause.impact.accounts.estimate() == 1);
  CHECK(cause.impact.tenants.estimate() == 1);
  CHECK(cause.impact.tokens.estimate() == 0);
  CHECK(cause.impact.threads.estimate() == 2);
  CHECK(cause.timeline.total() == 3);
  CHECK(cause.timeline.buckets().size() == 3);
  CHECK(cause.top_frame == "a.B.c(B.java:1)");
}

TEST_CASE("groups whose templates differ in a word that varies are one") {
  std::string log;
  for (const char* plan : {"gold", "silver", "basic", "trial", "sports"})
    log += fmt::format("java.io.IOException: could not load plan {}\n\tat a.B.c(B.java:1)\n", plan);
  const Summary summary = analyze(log);
  const auto rows = summary.exceptions();
  REQUIRE(rows.size() == 1);
  REQUIRE(rows[0].groups.size() == 1);
  CHECK(rows[0].groups[0].count == 5);
  CHECK(rows[0].groups[0].members.size() == 5);
  CHECK(rows[0].groups[0].chain[0].message_template == "could not load plan <*>");
  CHECK(rows[0].groups[0].chain[0].sample == "could not load plan gold");
  CHECK(summary.root_causes().size() == 1);

  Options options;
  options.merging.keep = {"gold|silver|basic|trial|sports"};
  CHECK(analyze(log, options).root_causes().size() == 5);
}

TEST_CASE("a group that nothing was merged with keeps the fingerprint of its events") {
  std::uint64_t fingerprint = 0;
  Options options;
  options.on_event = [&](const Event& event) { fingerprint = event.fingerprint; };
  const Group group = analyze(record("00:00,000", "a", "t1", {kInternal, kOperation, kPlugin}), options)
                          .exceptions()
                          .at(0)
                          .groups.at(0);
  CHECK(group.fingerprint == fingerprint);
  CHECK(group.members.empty());
}

TEST_CASE("events are counted by logger, frame and tenant") {
  const Summary summary =
      analyze(record("00:00,000", "a", "t1", {kPlugin}) +
              "2021-12-22T10:00:01,000+0000 lvl='ERROR', log='B', th='t', xff='', rId='', "
              "tok='', aRId='', tRId='2', failed\n");
  const auto loggers = summary.by(Aspect::logger, Order::name);
  REQUIRE(loggers.size() == 2);
  CHECK(loggers[0].name == "A");
  CHECK(loggers[0].count == 1);
  CHECK(loggers[0].errors == 0);
  CHECK(loggers[1].errors == 1);
  CHECK(summary.by(Aspect::tenant).size() == 2);
  REQUIRE(summary.by(Aspect::frame).size() == 1);
  CHECK(summary.by(Aspect::frame)[0].name == "a.B.c(B.java)");
}

TEST_CASE("events are counted by the innermost error code that they state") {
  const std::string error =
      "2021-12-22T10:00:02,000+0000 lvl='ERROR', log='B', th='t', xff='', rId='', tok='', aRId='', tRId='', ";
  const Summary summary =
      analyze(record("00:00,000", "a", "t1",
                     {"a.Outer: Internal payment error : Plugin exception no luck",
                      "a.B: Plugin exception no luck", "a.C: no luck"}) +
              error + "Internal payment error : no luck either\n" + error + "plain\n" + error + "plain\n");
  const auto codes = summary.by(Aspect::code);
  REQUIRE(codes.size() == 3);
  CHECK(codes[0].name.empty());
  CHECK(codes[0].count == 2);
  CHECK(codes[0].errors == 2);
  CHECK(codes[1].name == "7199");
  CHECK(codes[1].count == 1);
  CHECK(codes[1].errors == 0);
  CHECK(codes[1].first.offset == 0);
  CHECK(codes[2].name == "7019");
  CHECK(codes[2].errors == 1);
  CHECK(codes[2].seen->first.milliseconds == 1640167202000);
}

TEST_CASE("what was folded has no code") {
  std::string log;
  for (char plan = 'a'; plan <= 'z'; ++plan)
    log += record("00:00,000", std::string(1, plan), "t1",
                  {std::string("a.B: Plugin exception ") + std::string(2000, plan)});
  Options options;
  options.limits.summary_bytes = 100'000;
  const Summary summary = analyze(log, options);
  REQUIRE(summary.folded_occurrences() != 0);
  std::uint64_t with_code = 0, without = 0;
  for (const AspectRow& row : summary.by(Aspect::code)) (row.name.empty() ? without : with_code) += row.count;
  CHECK(without == summary.folded_occurrences());
  CHECK(with_code + without == 26);
}

TEST_CASE("inputs stand in the order of their first records, however they were merged") {
  const auto log_at = [](const char* name, const char* time) {
    return analyze(record(time, "a", "t1", {kPlugin}), {}, name);
  };
  Summary early = log_at("z", "00:00,000"), late = log_at("a", "30:00,000");
  Summary one = early, other = late;
  one.merge(late);
  other.merge(early);
  CHECK(one == other);
  CHECK(one.sources == std::vector<std::string>{"z", "a"});
  CHECK(one.exceptions().at(0).first == Position{0, 0});
}
