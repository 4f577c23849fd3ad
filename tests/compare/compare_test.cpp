#include "analyze.hpp"
#include "catch.hpp"

#include <culprit/compare.hpp>
#include <culprit/error.hpp>

#include <chrono>
#include <limits>
#include <random>
#include <string>

using namespace culprit;
using test::analyze;
using Change = Difference::Change;

namespace {

std::string trace(const std::string& head, int count = 1) {
  std::string log;
  for (int i = 0; i < count; ++i)
    log += "2015-10-09 18:04:22,808 [main] WARN a.B - x\n" + head + "\n\tat a.B.c(B.java:1)\n";
  return log;
}

Profile::Cause cause(std::uint64_t fingerprint, std::uint64_t count) {
  const std::string name = "c.C" + std::to_string(fingerprint);
  Profile::Cause cause{Profile::Kind::exception, fingerprint, {}, count, "", {}, ""};
  cause.chain.emplace_back().class_name = name;
  return cause;
}

/// A run of groups 0, 1, … with these counts; of one that is 0 there is none.
Profile run(const std::vector<std::uint64_t>& counts, std::uint64_t quiet = 100'000) {
  Profile profile;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] != 0) profile.causes.push_back(cause(i, counts[i]));
    profile.exceptions += counts[i];
  }
  profile.quiet_records = quiet;
  profile.records = quiet + profile.exceptions;
  return profile;
}

/// What became of group `fingerprint`.
Change change_of(const Comparison& comparison, std::uint64_t fingerprint) {
  for (const Difference& difference : comparison.causes)
    if (difference.fingerprint == fingerprint) return difference.change;
  FAIL("no such group");
  return Change::same;
}

std::size_t changes(const Comparison& comparison) {
  return comparison.causes.size() - comparison.count(Change::same);
}

}  // namespace

TEST_CASE("what the base lacks is new, what the current run lacks is gone") {
  const Comparison comparison = compare(run({0, 5, 70}), run({3, 5, 0}));
  CHECK(change_of(comparison, 0) == Change::added);
  CHECK(change_of(comparison, 1) == Change::same);
  CHECK(change_of(comparison, 2) == Change::gone);
  CHECK(describe(comparison) == "1 new, 1 gone; 1 as before.");
  CHECK(describe(comparison.causes[0]) == "new: 3 times");
  CHECK(describe(comparison.causes[1]) == "gone: 70 times before");
}

TEST_CASE("a doubled rate is found, a move of five per cent is not") {
  const Comparison comparison = compare(run({200, 100'000, 300}), run({400, 105'000, 100}));
  CHECK(change_of(comparison, 0) == Change::increased);
  CHECK(change_of(comparison, 1) == Change::same);
  CHECK(change_of(comparison, 2) == Change::decreased);
  CHECK(describe(comparison.causes[0]) == "2 times as often: 200 -> 400");
}

TEST_CASE("a few more of a few are chance") {
  CHECK(changes(compare(run({2, 3, 1}), run({5, 1, 4}))) == 0);
  CHECK(describe(compare(run({2}), run({})).causes[0]) == "gone: 2 times before, too few to exclude chance");
}

TEST_CASE("a run of twice the length may hold twice as much") {
  const Comparison comparison = compare(run({1000, 500}, 50'000), run({2000, 500}, 100'000));
  CHECK(comparison.per == Per::record);
  CHECK(change_of(comparison, 0) == Change::same);
  CHECK(change_of(comparison, 1) == Change::decreased);
}

TEST_CASE("rates are those of minutes where most records are loud, and of runs where nothing else is known") {
  Profile base = run({1000}, 10), current = run({1000}, 10);
  CHECK(compare(base, current).per == Per::run);
  CHECK(changes(compare(base, current)) == 0);
  base.seconds = 600;
  current.seconds = 1200;
  const Comparison comparison = compare(base, current);
  CHECK(comparison.per == Per::minute);
  CHECK(change_of(comparison, 0) == Change::decreased);
  CHECK(comparison.causes[0].rate_before == 100);
  CHECK(comparison.causes[0].rate_after == 50);
}

TEST_CASE("rates are those of failed requests where these are what both runs know") {
  Profile base = run({300, 30}, 10), current = run({600, 120}, 10);
  base.failures = 340;
  base.failed_requests = 330;
  current.failures = 1440;
  current.failed_requests = 720;
  const Comparison comparison = compare(base, current);
  CHECK(comparison.per == Per::request);
  CHECK(change_of(comparison, 0) ==
        Change::same);  // 9 of 10 requests, and 8 of 10: more of everything isn't told
  CHECK(change_of(comparison, 1) == Change::increased);
  CHECK(comparison.causes[0].rate_before == 30.0 / 330);
  CHECK(comparison.causes[0].rate_after == 120.0 / 720);

  current.failures = 1441;  // most of them name no request
  CHECK(compare(base, current).per == Per::run);
  current.failures = 1440;
  base.seconds = current.seconds = 600;
  CHECK(compare(base, current).per == Per::minute);
}

TEST_CASE("two halves of the failures of one run differ in nothing, held against their requests") {
  std::mt19937 random(2024);
  CompareOptions options;
  options.per = Per::request;
  for (int round = 0; round < 100; ++round) {
    CAPTURE(round);
    // Each request fails of one cause; there are frequent ones and rare ones.
    std::vector<std::uint64_t> first(20), second(20);
    std::geometric_distribution<std::size_t> of_cause(0.25);
    std::uint64_t failed_in_first = 0;
    constexpr std::uint64_t kRequests = 4000;
    for (std::uint64_t i = 0; i < kRequests; ++i) {
      const bool is_first = random() % 3 == 0;
      failed_in_first += is_first;
      ++(is_first ? first : second)[std::min<std::size_t>(of_cause(random), 19)];
    }
    Profile base = run(first, 0), current = run(second, 0);
    base.failed_requests = failed_in_first;
    current.failed_requests = kRequests - failed_in_first;
    const Comparison comparison = compare(base, current, options);
    REQUIRE(comparison.count(Change::increased) + comparison.count(Change::decreased) == 0);
  }
}

TEST_CASE("failed requests are failures whose first exception names one") {
  const auto failure = [](const std::string& thread, const std::string& request, const std::string& message) {
    return "2017-03-21T13:00:00,000+0000 lvl='WARN', log='A', th='" + thread + "', xff='', rId='" + request +
           "', tok='', aRId='', tRId='', x\na.A: " + message + "\n\tat a.B.c(B.java:1)\n";
  };
  const Profile profile = profile_of(analyze(failure("t1", "r1", "one") + failure("t2", "r1", "two") +
                                             failure("t3", "r2", "three") + failure("t4", "", "four")));
  CHECK(profile.exceptions == 4);
  CHECK(profile.failures == 3);
  CHECK(profile.failed_requests == 2);
}

TEST_CASE("an exposure that a run lacks can't be asked for") {
  CompareOptions options;
  options.per = Per::minute;
  CHECK_THROWS_AS(compare(run({1}), run({1}), options), Error);
  options.per = Per::record;
  CHECK_THROWS_AS(compare(run({1}, 0), run({1}), options), Error);
  options.per = Per::request;
  CHECK_THROWS_AS(compare(run({1}), run({1}), options), Error);
}

TEST_CASE("thresholds that make no sense are refused") {
  constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
  for (const double share : {0.0, 1.0, kNoNumber}) {
    CompareOptions options;
    options.false_discoveries = share;
    CHECK_THROWS_AS(compare(run({1}), run({1}), options), Error);
  }
  for (const double effect : {-0.1, kNoNumber}) {
    CompareOptions options;
    options.least_effect = effect;
    CHECK_THROWS_AS(compare(run({1}), run({1}), options), Error);
  }
}

TEST_CASE("two halves of one run differ in nothing") {
  std::mt19937 random(2021);
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    std::vector<std::uint64_t> first, second;
    std::bernoulli_distribution is_first(0.5);
    for (int group = 0; group < 60; ++group) {
      // Frequent ones and rare ones; one that occurs a dozen times is not in one half alone.
      const std::uint64_t count = 15 + random() % (group % 5 == 0 ? 5000 : 100);
      std::uint64_t of_first = 0;
      for (std::uint64_t i = 0; i < count; ++i) of_first += is_first(random);
      first.push_back(of_first);
      second.push_back(count - of_first);
    }
    REQUIRE(changes(compare(run(first), run(second))) == 0);
  }
}

TEST_CASE("a doubled rate among many that did not change is found, and hardly anything else") {
  std::mt19937 random(2022);
  std::size_t false_discoveries = 0;
  for (int round = 0; round < 100; ++round) {
    CAPTURE(round);
    std::vector<std::uint64_t> before, after;
    for (int group = 0; group < 100; ++group) {
      const double rate = std::uniform_int_distribution(50, 550)(random);
      before.push_back(std::poisson_distribution<std::uint64_t>(rate)(random));
      after.push_back(
          std::poisson_distribution<std::uint64_t>(group == 50 ? 2 * std::max(rate, 150.0) : rate)(random));
      if (group == 50)
        before.back() = std::poisson_distribution<std::uint64_t>(std::max(rate, 150.0))(random);
    }
    const Comparison comparison = compare(run(before), run(after));
    REQUIRE(change_of(comparison, 50) == Change::increased);
    false_discoveries += changes(comparison) - 1;
  }
  CHECK(false_discoveries <= 5);  // beside a hundred true ones about two are expected at 1 %
}

TEST_CASE("a run compared with itself is as before, and the other way round everything is reversed") {
  std::mt19937 random(2023);
  for (int round = 0; round < 100; ++round) {
    std::vector<std::uint64_t> a, b;
    for (int group = 0; group < 40; ++group) {
      a.push_back(random() % 3 == 0 ? 0 : random() % 300);
      b.push_back(random() % 3 == 0 ? 0 : random() % 300);
    }
    REQUIRE(changes(compare(run(a), run(a))) == 0);
    const Comparison there = compare(run(a), run(b)), back = compare(run(b), run(a));
    REQUIRE(there.count(Change::added) == back.count(Change::gone));
    REQUIRE(there.count(Change::increased) == back.count(Change::decreased));
    REQUIRE(there.count(Change::same) == back.count(Change::same));
  }
}

TEST_CASE("groups are one if one run merged their templates and the other did not") {
  const auto log = [](const std::vector<std::string>& plans) {
    std::string text;
    for (const std::string& plan : plans) text += trace("a.A: no plan " + plan);
    return text;
  };
  const Profile merged = profile_of(analyze(log({"gold", "silver", "bronze", "iron", "tin"})));
  const Profile some = profile_of(analyze(log({"gold", "silver"})));
  REQUIRE(merged.causes.size() == 1);
  REQUIRE(some.causes.size() == 2);
  const Comparison fewer = compare(merged, some), more = compare(some, merged);
  for (const Comparison& comparison : {fewer, more}) {
    REQUIRE(comparison.causes.size() == 1);
    CHECK(comparison.causes[0].change == Change::same);
    CHECK(comparison.causes[0].members == merged.causes[0].members);
    REQUIRE(comparison.root_causes.size() == 1);
  }
  CHECK(more.causes[0].fingerprint == merged.causes[0].fingerprint);
  CHECK(fewer.causes[0].before == 5);
  CHECK(fewer.causes[0].after == 2);

  // What the base never had is new, although both runs together would have merged it.
  CHECK(compare(merged, profile_of(analyze(log({"lead"})))).count(Change::added) == 1);
}

TEST_CASE("a root cause is one though a wrapper repeats it") {
  const Comparison comparison = compare(
      profile_of(analyze(trace("b.Root: no id 7"))),
      profile_of(analyze(trace("a.A: x") + "Caused by: b.Api: Plugin exception no id 7\n\t... 1 more\n")));
  REQUIRE(comparison.root_causes.size() == 1);
  CHECK(comparison.root_causes[0].change == Change::same);
  CHECK(comparison.root_causes[0].chain[0].class_name == "b.Root");
}

TEST_CASE("a root cause is one whatever wraps it") {
  const std::string cause = "Caused by: b.Root: id 7\n\t... 1 more\n";
  const Comparison comparison =
      compare(profile_of(analyze(trace("a.A: x") + cause)), profile_of(analyze(trace("a.Other: y") + cause)));
  CHECK(comparison.count(Change::added) == 1);
  CHECK(comparison.count(Change::gone) == 1);
  REQUIRE(comparison.root_causes.size() == 1);
  CHECK(comparison.root_causes[0].change == Change::same);
}

TEST_CASE("a root cause is the same if its first placeholder was of another kind") {
  const auto log = [](const std::string& value) {
    return trace("a.A: x") + "Caused by: b.Root: id=" + value + "\n\t... 1 more\n";
  };
  const Comparison comparison = compare(profile_of(analyze(log("7"))),
                                        profile_of(analyze(log("d0639735-e642-48ca-8139-1de14039c530"))));
  REQUIRE(comparison.root_causes.size() == 1);
  CHECK(comparison.root_causes[0].change == Change::same);
}

TEST_CASE("errors are compared by logger and template") {
  const auto log = [](const std::string& text) {
    return "2015-10-09 18:04:22,808 [main] ERROR a.B - " + text + "\n";
  };
  const Comparison comparison =
      compare(profile_of(analyze(log("no 7"))), profile_of(analyze(log("no 8") + log("other"))));
  REQUIRE(comparison.causes.size() == 2);
  CHECK(comparison.causes[0].change == Change::added);
  CHECK(comparison.causes[0].logger == "a.B");
  CHECK(comparison.causes[1].change == Change::same);
}

TEST_CASE("what a run folded is never said to be new or gone") {
  std::string log;
  for (int i = 0; i < 60; ++i) {
    std::string words;
    for (int word = 0; word <= i; ++word) words += " word";
    log += trace("a.A:" + words);  // of one length templates would be merged
  }
  const Profile whole = profile_of(analyze(log)), folded = profile_of(analyze(log, 16'000));
  REQUIRE(folded.folded_exceptions.count != 0);
  REQUIRE(folded.causes.size() > 5);
  const Comparison comparison = compare(folded, whole);
  CHECK(comparison.count(Change::added) == 0);
  CHECK(comparison.count(Change::unknown) == folded.folded_exceptions.count);
  CHECK(compare(whole, folded).count(Change::gone) == 0);

  // What has a smaller fingerprint than one that was kept was not folded.
  Profile more = whole;
  REQUIRE(more.causes.front().fingerprint > 5);
  more.causes.insert(more.causes.begin(), cause(5, 1));
  CHECK(change_of(compare(folded, more), 5) == Change::added);
  CHECK(describe(comparison.causes.front()) ==
        "not known: 0 -> 1, but groups that were folded may hold more");
}

TEST_CASE("quiet records are those that hold neither an error nor an exception") {
  const std::string log = "a.Bare: x\n\tat a.B.c(B.java:1)\n2015-10-09 18:04:22,808 [main] INFO a.B - x\n" +
                          trace("a.A: x") +
                          "2015-10-09 18:05:22,808 [main] ERROR a.B - x\n"
                          "2015-10-09 18:05:23,308 [main] INFO a.B - x\n";
  const Profile profile = profile_of(analyze(log));
  CHECK(profile.records == 4);
  CHECK(profile.quiet_records == 2);
  CHECK(profile.exceptions == 2);
  CHECK(profile.errors == 1);
  CHECK(profile.seconds == 60.5);
}
