#include "analyze.hpp"
#include "catch.hpp"

#include <culprit/error.hpp>
#include <culprit/gate.hpp>

#include <chrono>
#include <string>

using namespace culprit;
using test::analyze;
using namespace std::chrono_literals;
using State = Verdict::Use::State;

namespace {

constexpr std::chrono::year_month_day kToday = 2026y / 7 / 15;

std::string record(const std::string& level, const std::string& rest) {
  return "2015-10-09 18:04:22,808 [main] " + level + " a.B - " + rest + "\n";
}

std::string trace(const std::string& head, int count = 1) {
  std::string log;
  for (int i = 0; i < count; ++i) log += record("WARN", "x") + head + "\n\tat a.B.c(B.java:1)\n";
  return log;
}

std::string quiet(int count) {
  std::string log;
  for (int i = 0; i < count; ++i) log += record("INFO", "x");
  return log;
}

Verdict::Outcome judge(const std::string& rule, const std::string& log) {
  return check({{parse_rule(rule)}, {}}, analyze(log), nullptr, kToday).outcomes.at(0);
}

/// Judges `log` against `base`.
Verdict check_against(const std::string& base, const std::string& log, const Gate& gate) {
  const Summary summary = analyze(log);
  const Comparison comparison =
      compare(profile_of(analyze(base)), profile_of(summary), gate.compare_options());
  return check(gate, summary, &comparison, kToday);
}

Verdict::Outcome judge_against(const std::string& base, const std::string& rule, const std::string& log) {
  return check_against(base, log, {{parse_rule(rule)}, {}}).outcomes.at(0);
}

Allowance allow(const std::string& class_glob, std::chrono::year_month_day expires = kToday) {
  return {{}, class_glob, "", "known", expires};
}

}  // namespace

TEST_CASE("counts are held against their limits") {
  const std::string log = record("ERROR", "no") + record("FATAL", "gone") + trace("a.A: x", 3);
  CHECK(judge("errors > 2", log).passed);
  CHECK(!judge("errors > 1", log).passed);
  CHECK(!judge("errors >= 2", log).passed);
  CHECK(judge("exceptions > 3", log).passed);
  CHECK(!judge("exceptions > 2", log).passed);
  CHECK(!judge("total > 4", log).passed);
  CHECK(judge("total > 4", log).reason == "5 errors or exceptions");
  CHECK(!judge("fatal > 0", log).passed);
  CHECK(judge("fatal > 0", log).reason == "1 FATAL record");
  CHECK(!judge("records < 6", log).passed);
  CHECK(judge("records < 5", log).passed);
  CHECK(!judge("records <= 5", log).passed);
  CHECK(judge("records <= 4", log).passed);
}

TEST_CASE("failures are a share of the records") {
  const std::string log = trace("a.A: x 1") + trace("a.A: x 2") + quiet(98);
  CHECK(judge("failures > 2%", log).passed);
  CHECK(!judge("failures > 1.9%", log).passed);
  CHECK(judge("failures > 1.9%", log).reason == "2 failures in 100 records: 2%");
  CHECK(judge("failures > 1.9%", trace("a.A: x")).reason == "1 failure in 1 record: 100%");
  CHECK(!judge("failures > 1", log).passed);
  CHECK(judge("failures > 1%", "").passed);
  CHECK(!judge("failures > 1%", "a.A: bare\n\tat a.B.c(B.java:1)\n").passed);
}

TEST_CASE("what was logged twice is one failure, and allowed if all that it was logged as is") {
  const std::string cause = "Caused by: b.B: root 7\n\t... 1 more\n";
  const std::string log = trace("a.A: x") + cause + trace("c.C: y") + cause;
  const auto judged = [&](std::vector<Allowance> allowances) {
    return check({{parse_rule("failures > 0")}, std::move(allowances)}, analyze(log), nullptr, kToday)
        .outcomes.at(0)
        .reason;
  };
  CHECK(judged({}) == "1 failure");
  CHECK(judged({allow("a.A")}) == "1 failure");
  CHECK(judged({allow("a.A"), allow("c.C")}) == "0 failures");
}

TEST_CASE("an allowance for a fingerprint is met by a group that it was merged into") {
  std::string log;
  for (const char* plan : {"gold", "silver", "bronze", "iron", "tin"})
    log += trace(std::string("a.A: no plan ") + plan);
  const Summary summary = analyze(log);
  const std::vector<Group> groups = summary.exceptions()[0].groups;
  REQUIRE(groups.size() == 1);
  REQUIRE(groups[0].members.size() == 5);
  const Gate gate{{parse_rule("exceptions > 0")}, {{groups[0].members[2], "", "", "known", kToday}}};
  CHECK(check(gate, summary, nullptr, kToday).passed());
}

TEST_CASE("an allowance for a root cause is met by all groups that end in it") {
  const std::string log = trace("a.A: x") + "Caused by: c.C: y\n" + trace("c.C: y", 2) + trace("c.C: z");
  const Summary summary = analyze(log);
  for (const RootCause& cause : summary.root_causes()) {
    const Gate gate{{parse_rule("exceptions > 0")}, {{cause.fingerprint, "", "", "known", kToday}}};
    const Verdict verdict = check(gate, summary, nullptr, kToday);
    CHECK(verdict.allowances.at(0).count == (cause.message_template == "y" ? 3 : 1));
    CHECK(verdict.outcomes.at(0).reason == (cause.message_template == "y" ? "1 exception" : "3 exceptions"));
  }
}

TEST_CASE("an error has no root cause that an allowance could be for") {
  const Gate gate{{parse_rule("errors > 0")}, {{0, "", "", "known", kToday}}};
  const Summary summary = analyze("2015-10-09 18:04:22,808 [main] ERROR a.B - no\n");
  REQUIRE(summary.totals.errors == 1);
  const Verdict verdict = check(gate, summary, nullptr, kToday);
  CHECK(verdict.rule_fails());
  CHECK(verdict.allowances.at(0).count == 0);
}

TEST_CASE("what could not be read does not pass, though no rule fails") {
  Summary summary = analyze("");
  summary.diagnostics = {{"a.log", 7, Diagnostic::Kind::truncated, "cut"},
                         {"a.log", 9, Diagnostic::Kind::corrupt, "damaged"},
                         {"b.log", 0, Diagnostic::Kind::long_line, "long"}};
  const Verdict verdict = check({{parse_rule("errors > 0")}, {}}, summary, nullptr, kToday);
  CHECK(!verdict.rule_fails());
  CHECK(!verdict.passed());
  CHECK(verdict.unread == 1);
}

TEST_CASE("a class is that of heads, and its messages are named") {
  const std::string log =
      trace("org.killbill.A: id 7", 2) + trace("a.B: x") + "Caused by: org.killbill.C: y\n";
  const Verdict::Outcome outcome = judge("class org.killbill.* > 0", log);
  CHECK(!outcome.passed);
  CHECK(outcome.reason == "2 exceptions: org.killbill.A: id N (2 times)");
  CHECK(outcome.fingerprints.size() == 1);
  CHECK(judge("class org.killbill.* > 2", log).passed);
  CHECK(!judge("class A > 0", log).passed);
  CHECK(judge("class nothing.* > 0", log).passed);
}

TEST_CASE("what is new breaks a build, what was there before does not") {
  const std::string base = trace("a.A: x", 5) + quiet(100);
  CHECK(judge_against(base, "new", trace("a.A: x", 5) + quiet(100)).passed);
  CHECK(judge_against(base, "new", quiet(100)).passed);
  const Verdict::Outcome outcome = judge_against(base, "new", trace("b.B: y 7") + quiet(100));
  CHECK(!outcome.passed);
  CHECK(outcome.reason == "1 new: b.B: y N (1 time)");
  CHECK(judge_against(base, "new > 1", trace("b.B: y 7") + quiet(100)).passed);
}

TEST_CASE("what the base may have folded is not new, and said to be unknown") {
  Profile base = profile_of(analyze(quiet(100)));
  base.folded_exceptions = {7, 0};
  base.folded_errors = {1, 0};
  const Summary summary = analyze(trace("b.B: y") + quiet(100));
  const Comparison comparison = compare(base, profile_of(summary));
  const auto outcome = check({{parse_rule("new")}, {}}, summary, &comparison, kToday).outcomes.at(0);
  CHECK(outcome.passed);
  CHECK(outcome.reason == "0 new; of 1 more the base can't tell, as it folded 7 exceptions and 1 error");
}

TEST_CASE("of many that are new three are named") {
  std::string log = quiet(100);
  for (const char* name : {"a.A", "a.B", "a.C", "a.D", "a.E"}) log += trace(std::string(name) + ": x");
  const Verdict::Outcome outcome = judge_against(quiet(100), "new", log);
  CHECK(outcome.fingerprints.size() == 5);
  CHECK(outcome.reason.find("(1 time) and 2 more") != std::string::npos);
}

TEST_CASE("an increase breaks a build if it is above the share, and no chance") {
  const std::string base = trace("a.A: x", 100) + quiet(1000);
  CHECK(!judge_against(base, "increase > 50%", trace("a.A: x", 200) + quiet(1000)).passed);
  CHECK(judge_against(base, "increase > 150%", trace("a.A: x", 200) + quiet(1000)).passed);
  CHECK(judge_against(base, "increase > 50%", trace("a.A: x", 105) + quiet(1000)).passed);
  CHECK(judge_against(base, "increase > 50%", trace("a.A: x", 200) + quiet(2000)).passed);
  CHECK(judge_against(trace("a.A: x", 2) + quiet(1000), "increase > 50%", trace("a.A: x", 5) + quiet(1000))
            .passed);
}

TEST_CASE("an increase below the least effect can be asked for") {
  const std::string base = trace("a.A: x", 3000) + quiet(10'000);
  CHECK(!judge_against(base, "increase > 10%", trace("a.A: x", 3450) + quiet(10'000)).passed);
  CHECK(judge_against(base, "increase > 20%", trace("a.A: x", 3450) + quiet(10'000)).passed);
}

TEST_CASE("a rule that compares can't be judged without a base") {
  CHECK_THROWS_AS(judge("new", ""), Error);
  CHECK_THROWS_AS(judge("increase > 1%", ""), Error);
}

TEST_CASE("what is allowed counts in no rule but those of records") {
  const std::string log = trace("a.A: x", 3) + trace("b.B: y") + record("FATAL", "gone") + quiet(100);
  Gate gate{{}, {allow("a.A"), {{}, "", "gone", "known", kToday}}};
  for (const char* rule :
       {"new > 1", "class a.* > 0", "exceptions > 1", "failures > 1", "total > 1", "errors > 0", "fatal > 0"})
    gate.rules.push_back(parse_rule(rule));
  const Verdict verdict = check_against(quiet(100), log, gate);
  for (std::size_t i = 0; i < 6; ++i) {
    CAPTURE(verdict.outcomes[i].rule.text, verdict.outcomes[i].reason);
    CHECK(verdict.outcomes[i].passed);
  }
  CHECK(!verdict.outcomes[6].passed);
  CHECK(verdict.allowances[0].state == State::used);
  CHECK(verdict.allowances[0].count == 3);
  CHECK(verdict.allowances[1].count == 1);
}

TEST_CASE("an allowance counts on its last day, and not on the next") {
  const Gate gate{{parse_rule("total > 0")}, {allow("a.A", 2026y / 7 / 15)}};
  const Summary summary = analyze(trace("a.A: x"));
  CHECK(check(gate, summary, nullptr, 2026y / 7 / 15).passed());
  const Verdict late = check(gate, summary, nullptr, 2026y / 7 / 16);
  CHECK(!late.passed());
  CHECK(late.allowances[0].state == State::expired);
  CHECK(late.allowances[0].count == 1);
}

TEST_CASE("an allowance that nothing needs is said to be unused") {
  CHECK(check({{}, {allow("a.A")}}, analyze(""), nullptr, kToday).allowances[0].state == State::unused);
}

TEST_CASE("an allowance is for a fingerprint, or for class and template together") {
  const std::string log = trace("a.A: one") + trace("a.A: two 7");
  const Summary summary = analyze(log);
  const std::uint64_t fingerprint = summary.exceptions()[0].groups[0].fingerprint;
  const auto allowed = [&](const Allowance& allowance) {
    return check({{}, {allowance}}, summary, nullptr, kToday).allowances[0].count;
  };
  CHECK(allowed({fingerprint, "", "", "known", kToday}) == 1);
  CHECK(allowed({{}, "a.*", "two *", "known", kToday}) == 1);
  CHECK(allowed({{}, "A", "", "known", kToday}) == 2);
  CHECK(allowed({{}, "b.*", "two *", "known", kToday}) == 0);
  CHECK(allowed({{}, "", "two N", "known", kToday}) == 1);
}
