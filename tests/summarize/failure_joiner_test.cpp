#include "summarize/failure_joiner.hpp"

#include "catch.hpp"
#include "summarize/recent_table.hpp"

#include <vector>

using culprit::summarize::Evidence;
using culprit::summarize::FailureJoiner;
using culprit::summarize::RecentTable;

namespace {

constexpr std::int64_t kWindow = 10'000;

/// How many failures lie behind the occurrences.
int failures(const std::vector<Evidence>& occurrences) {
  FailureJoiner joiner(kWindow);
  int count = 0;
  for (const Evidence& evidence : occurrences) count += joiner.begins_failure(evidence);
  return count;
}

/// A chain of one throwable, which said `root`, logged by `thread`.
Evidence logged(std::int64_t time, std::uint64_t thread, std::uint64_t root) {
  Evidence evidence;
  evidence.time = time;
  evidence.has_time = true;
  evidence.thread = thread;
  evidence.root = root;
  evidence.chain = 1000 + root;
  return evidence;
}

Evidence in_request(std::uint64_t request, Evidence evidence) {
  evidence.request = request;
  return evidence;
}

Evidence with_token(std::uint64_t token, Evidence evidence) {
  evidence.token = token;
  return evidence;
}

/// The same chain in a wrapper.
Evidence wrapped(Evidence evidence) {
  evidence.inner = {evidence.chain, evidence.inner[0]};
  evidence.chain += 100'000;
  return evidence;
}

Evidence bare(std::int64_t time, std::uint64_t root) {
  Evidence evidence = logged(time, 0, root);
  evidence.bare = true;
  return evidence;
}

}  // namespace

TEST_CASE("occurrences that share nothing are failures of their own") {
  CHECK(failures({logged(0, 1, 1), logged(1, 2, 2), logged(2, 1, 3)}) == 3);
}

TEST_CASE("what one request logs is one failure, whatever it says and on whatever thread") {
  CHECK(failures({in_request(7, logged(0, 1, 1)), in_request(7, logged(9000, 2, 2))}) == 1);
}

TEST_CASE("a user token tells where there is no request") {
  CHECK(failures({with_token(7, in_request(1, logged(0, 1, 1))), with_token(7, logged(9000, 2, 2))}) == 1);
}

TEST_CASE("a request that comes back much later is another failure") {
  const std::int64_t late = kWindow * FailureJoiner::kIdWindows;
  CHECK(failures({in_request(7, logged(0, 1, 1)), in_request(7, logged(late, 2, 2))}) == 1);
  CHECK(failures({in_request(7, logged(0, 1, 1)), in_request(7, logged(late + 1, 2, 2))}) == 2);
}

TEST_CASE("a thread that says the same again within the window logs one failure twice") {
  CHECK(failures({logged(0, 1, 5), wrapped(logged(kWindow, 1, 5))}) == 1);
  CHECK(failures({logged(0, 1, 5), wrapped(logged(kWindow + 1, 1, 5))}) == 2);
  CHECK(failures({logged(0, 1, 5), logged(1, 1, 6)}) == 2);
}

TEST_CASE("two requests on one thread are two failures, also if they say the same") {
  CHECK(failures({in_request(1, logged(0, 1, 5)), in_request(2, logged(1, 1, 5))}) == 2);
}

TEST_CASE("a wrapper and its cause, logged by the two threads of a future, are one failure") {
  CHECK(failures({logged(0, 1, 5), wrapped(logged(3, 2, 5))}) == 1);
  CHECK(failures({wrapped(logged(0, 1, 5)), logged(3, 2, 5)}) == 1);
  CHECK(failures({logged(0, 1, 5), wrapped(wrapped(logged(3, 2, 5)))}) == 1);
}

TEST_CASE("a failure takes one partner from another thread") {
  const Evidence cause = logged(0, 1, 5), wrapper = wrapped(logged(3, 2, 5)),
                 other = wrapped(logged(4, 3, 5));
  CHECK(failures({cause, wrapper, other}) == 2);
  CHECK(failures({cause, logged(1, 4, 5), wrapper, other}) == 2);
}

TEST_CASE("the same chain on two threads is two failures") {
  CHECK(failures({logged(0, 1, 5), logged(3, 2, 5)}) == 2);
}

TEST_CASE("a record's throwable that is printed once more outside of any record is one failure") {
  CHECK(failures({logged(0, 1, 5), bare(3, 5)}) == 1);
  CHECK(failures({logged(0, 1, 5), bare(3, 5), bare(4, 5)}) == 2);
}

TEST_CASE("without times only ids tell what belongs together") {
  Evidence timeless = logged(0, 1, 5);
  timeless.has_time = false;
  CHECK(failures({timeless, timeless}) == 2);
  CHECK(failures({in_request(7, timeless), in_request(7, timeless)}) == 1);
}

TEST_CASE("the thousandth failure at a time still finds its partner") {
  std::vector<Evidence> occurrences;
  for (std::uint64_t i = 0; i < 1000; ++i) occurrences.push_back(logged(0, 1, i * 2654435761));
  for (std::uint64_t i = 0; i < 1000; ++i) occurrences.push_back(wrapped(logged(1, 2, i * 2654435761)));
  CHECK(failures(occurrences) == 1000);
}

TEST_CASE("where a table has no room, what was taken in or replaced first is forgotten") {
  RecentTable<int, 1> table;
  const auto is_there = [&](std::uint64_t key) { return table.find(key) != nullptr; };
  for (std::uint64_t key = 1; key <= table.kWays; ++key) table.insert(key, 0);
  table.replace(1, 7);
  table.replace(100, 0);
  CHECK_FALSE(is_there(2));
  CHECK(is_there(3));
  CHECK(*table.find(1) == 7);
  for (std::uint64_t key = 101; key < 100 + table.kWays; ++key) table.insert(key, 0);
  CHECK_FALSE(is_there(1));
  CHECK(is_there(100));
}

TEST_CASE("a table may hold several values under one hash") {
  RecentTable<int, 1> table;
  table.insert(5, 1);
  table.insert(5, 2);
  CHECK(table.any_of(5, [](int value) { return value == 2; }));
  CHECK_FALSE(table.any_of(5, [](int value) { return value == 3; }));
  CHECK_FALSE(table.any_of(6, [](int) { return true; }));
}
