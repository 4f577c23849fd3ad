#include "catch.hpp"

#include <culprit/knowledge.hpp>

#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace culprit;

namespace {

Problem problem(std::string id, Problem::Match match) {
  Problem problem;
  problem.id = std::move(id);
  problem.matches = {std::move(match)};
  return problem;
}

std::string ids(const Knowledge& knowledge, const std::vector<Symptom>& chain, std::string_view frame = {}) {
  std::string ids;
  for (const Problem& found : knowledge.problems_for(chain, frame))
    ids += (ids.empty() ? "" : " ") + found.id;
  return ids;
}

}  // namespace

TEST_CASE("all signs of a match must be there, each in any link") {
  const Knowledge knowledge({problem("a", {{"x.*"}, {"disk"}, {"full .*"}, {}, 0})});
  CHECK(ids(knowledge, {{"x.A", "disk"}, {"y.B", "is full now"}}) == "a");
  CHECK(ids(knowledge, {{"x.A", "is full now: disk"}}) == "a");
  CHECK(ids(knowledge, {{"x.A", "disk"}}).empty());
  CHECK(ids(knowledge, {{"z.A", "disk is full now"}}).empty());
  CHECK(ids(knowledge, {}).empty());
}

TEST_CASE("one of several matches suffices") {
  Problem either = problem("a", {{"x.A"}, {}, {}, {}, 0});
  either.matches.push_back({{}, {"disk"}, {}, {}, 0});
  const Knowledge knowledge({either});
  CHECK(ids(knowledge, {{"x.A", ""}}) == "a");
  CHECK(ids(knowledge, {{"", "disk"}}) == "a");
  CHECK(ids(knowledge, {{"x.B", "tape"}}).empty());
}

TEST_CASE("a match without signs is met by nothing") {
  const Knowledge knowledge({problem("a", {})});
  CHECK(ids(knowledge, {{"x.A", "disk"}}).empty());
}

TEST_CASE("a frame is a sign only where the top frame is known") {
  const Knowledge knowledge({problem("a", {{"x.A"}, {}, {}, "com.example.", 0})});
  CHECK(ids(knowledge, {{"x.A", ""}}, "com.example.Foo.bar(Foo.java:12)") == "a");
  CHECK(ids(knowledge, {{"x.A", ""}}, "org.example.Foo.bar(Foo.java:12)").empty());
  CHECK(ids(knowledge, {{"x.A", ""}}).empty());
}

TEST_CASE("a class that a message names for what it wraps counts") {
  const Knowledge knowledge({problem("a", {{"BException"}, {}, {}, {}, 0})});
  CHECK(ids(knowledge, {{"x.A", "Internal payment error : y.BException: disk"}}) == "a");
  CHECK(ids(knowledge, {{"x.A", "y.BException: Plugin exception disk"}}) == "a");
  CHECK(ids(knowledge, {{"x.A", "see y.BException: disk"}}).empty());
}

TEST_CASE("the most exact problem comes first") {
  const Knowledge knowledge(
      {problem("class", {{"x.AVeryLongNameOfAnException"}, {}, {}, {}, 0}),
       problem("short", {{}, {"disk"}, {}, {}, 0}), problem("long", {{}, {"disk is full"}, {}, {}, 0}),
       problem("both", {{"x.*"}, {"disk"}, {}, {}, 0}), problem("equal", {{}, {"k is full no"}, {}, {}, 0})});
  CHECK(ids(knowledge, {{"x.AVeryLongNameOfAnException", "disk is full now"}}) ==
        "both long equal short class");
}

TEST_CASE("a problem yields to one that says the same more exactly") {
  Problem vague = problem("vague", {{"x.A"}, {}, {}, {}, 0});
  vague.yields_to = {"exact"};
  const Knowledge knowledge({vague, problem("exact", {{}, {"disk"}, {}, {}, 0})});
  CHECK(ids(knowledge, {{"x.A", "disk"}}) == "exact");
  CHECK(ids(knowledge, {{"x.A", "tape"}}) == "vague");
}

TEST_CASE("problems of one's own come first, and replace known ones") {
  Problem own = problem("network", {{}, {"Connection refused"}, {}, {}, 0});
  own.title = "Ours";
  const Knowledge knowledge({own});
  CHECK(knowledge.problems().size() == Knowledge().problems().size());
  REQUIRE(knowledge.find("network") != nullptr);
  CHECK(knowledge.find("network")->title == "Ours");
  CHECK(knowledge.problems().front().id == "network");
  CHECK(knowledge.find("nothing") == nullptr);
  CHECK(ids(knowledge, {{"java.net.SocketTimeoutException", ""}}).empty());
}

TEST_CASE("a pattern that is no RE2 matches nothing") {
  const Knowledge knowledge({problem("a", {{}, {}, {"("}, {}, 0})});
  CHECK(ids(knowledge, {{"", "("}}).empty());
}

TEST_CASE("symptoms are views of a chain's links") {
  const std::vector<ChainLink> chain{{"x.A", "disk N", {}, "disk 7", {}}, {"y.B", "", {}, "", {}}};
  const std::vector<Symptom> views = symptoms(chain);
  REQUIRE(views.size() == 2);
  CHECK(views[0].class_name.data() == chain[0].class_name.data());
  CHECK(views[0].message_template == "disk N");
  CHECK(views[1].class_name == "y.B");
}

TEST_CASE("several threads may ask at a time") {
  const Knowledge knowledge;
  std::vector<std::string> answers(4);
  std::vector<std::thread> threads;
  for (std::string& answer : answers)
    threads.emplace_back([&] { answer = ids(knowledge, {{"", "Connection refused"}}); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& answer : answers) CHECK(answer == "network");
}
