#include "summarize/snapshot_codec.hpp"

#include "analyze.hpp"
#include "catch.hpp"
#include "colliding_keys.hpp"
#include "property/random_log.hpp"
#include "summarize/fingerprint.hpp"

#include <culprit/error.hpp>
#include <culprit/snapshot.hpp>

#include <cstdint>
#include <limits>
#include <random>
#include <string>

using namespace culprit;
using test::analyze;
using Json = nlohmann::json;

namespace {

// Where things stand in what snapshot_codec.cpp makes of a group, and of a link of its chain.
constexpr std::size_t kCount = 1, kFailures = 2, kBare = 3, kChain = 4, kTopFrame = 5, kSeen = 6, kFirst = 7,
                      kCause = 8, kSize = 9;
constexpr std::size_t kText = 1, kPlaceholders = 2, kSample = 3, kCaptures = 4;

/// One error; and one group, of two occurrences of a chain of two links.
Summary some_summary() {
  const std::string group =
      "2015-10-09 18:04:22,000 [main] WARN  a.Pool - again\n"
      "java.io.IOException: waited 7 ms for 10.0.0.1\n\tat a.B.c(B.java:1)\n"
      "Caused by: java.net.SocketException: reset\n\t... 1 more\n";
  return analyze("2015-10-09 18:04:20,000 [main] ERROR a.Pool - waited 5 s\n" + group + group);
}

Json some_tree() { return SnapshotCodec::encode(some_summary()); }

/// The values of a table, each behind its hash.
Json& entries(Json& tree, const char* table) { return tree[table][1]; }
Json& group(Json& tree) { return entries(tree, "groups")[0][1]; }
Json& link(Json& tree) { return group(tree)[kChain][0]; }
Json& error(Json& tree) { return entries(tree, "errors")[0][1]; }

bool is_refused(const Json& tree) {
  try {
    (void)SnapshotCodec::decode(tree);
  } catch (const Error&) {
    return true;
  } catch (const Json::exception&) {
    return true;
  }
  return false;
}

/// Whether it is refused after `change`; that it isn't before is another test.
template <class Change>
bool is_refused_after(Change&& change) {
  Json tree = some_tree();
  change(tree);
  return is_refused(tree);
}

}  // namespace

TEST_CASE("what was counted is decoded, whatever the log and the limit") {
  std::mt19937 random(31);
  for (int round = 0; round < 100; ++round) {
    const std::size_t budget = round % 3 == 0 ? 4000 : round % 3 == 1 ? 20'000 : 5 << 20;
    const Summary summary = analyze(test::random_log(random, random() % 300), budget);
    const Json tree = SnapshotCodec::encode(summary);
    CAPTURE(round);
    REQUIRE(SnapshotCodec::decode(tree) == summary);
    REQUIRE(SnapshotCodec::encode(SnapshotCodec::decode(tree)) == tree);
  }
}

TEST_CASE("a table that has a hash twice is refused") {
  for (const char* table : {"classes", "groups", "errors", "causes"}) {
    CAPTURE(table);
    CHECK(is_refused_after([&](Json& tree) {
      Json& all = entries(tree, table);
      const Json copy = all[0];
      all.push_back(copy);
      if (std::string_view(table) != "causes") {  // so that counts still add up
        for (Json* const entry : {&all[0][1], &all[all.size() - 1][1]}) (*entry)[kCount] = 1;
      }
      if (std::string_view(table) == "errors") tree["totals"][3] = 2;
    }));
  }
  for (std::size_t aspect = 0; aspect < 3; ++aspect) {
    CHECK(is_refused_after([&](Json& tree) {
      Json& all = tree["aspects"][aspect][1];
      const Json copy = all[0];
      all.push_back(copy);
    }));
  }
}

TEST_CASE("a table that keeps what it says it threw out is refused") {
  CHECK(is_refused_after([](Json& tree) { tree["groups"][0] = entries(tree, "groups")[0][0]; }));
  CHECK_FALSE(is_refused_after(
      [](Json& tree) { tree["groups"][0] = entries(tree, "groups")[0][0].get<std::uint64_t>() + 1; }));
}

TEST_CASE("a value under another hash than its own is refused") {
  for (const char* table : {"classes", "groups", "errors"}) {
    CAPTURE(table);
    CHECK(is_refused_after([&](Json& tree) { entries(tree, table)[0][0] = 1; }));
  }
  CHECK(is_refused_after([](Json& tree) {
    entries(tree, "groups")[0][0] = 1;
    group(tree)[0] = 1;
  }));
  CHECK(is_refused_after([](Json& tree) { group(tree)[kCause] = 1; }));
  CHECK(is_refused_after([](Json& tree) { link(tree)[kText] = "waited N MS for <ip>"; }));
  CHECK(is_refused_after([](Json& tree) { group(tree)[kChain].erase(1); }));
  CHECK(is_refused_after([](Json& tree) { error(tree)[2] = "a.Pond"; }));
  CHECK(is_refused_after([](Json& tree) { tree["aspects"][0][1][0][1][0] = "a.Pond"; }));
}

TEST_CASE("a name that was cut may stand under the hash of the whole") {
  const std::string frame(300, 'x');
  const Summary summary = analyze(
      "2015-10-09 18:04:22,000 [main] WARN  a.Pool - again\njava.io.IOException: x\n"
      "\tat a." +
      frame + ".c(B.java:1)\n");
  CHECK(SnapshotCodec::decode(SnapshotCodec::encode(summary)) == summary);
}

TEST_CASE("sizes are measured, whatever a snapshot says") {
  for (const std::uint64_t size : {std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max()}) {
    Json tree = some_tree();
    group(tree)[kSize] = size;
    error(tree)[9] = size;
    CHECK(SnapshotCodec::encode(SnapshotCodec::decode(tree)) == some_tree());
  }
}

TEST_CASE("what does not fit the stated budget is folded") {
  Json tree = some_tree();
  tree["budget"] = 0;
  Summary summary = SnapshotCodec::decode(tree);
  CHECK(summary.folded_occurrences() == 2);
  CHECK(summary.folded_errors() == 1);
  REQUIRE(summary.exceptions().size() == 1);
  CHECK(summary.exceptions()[0].count == 2);
  summary.merge(some_summary());
  CHECK(summary.folded_occurrences() == 4);
}

TEST_CASE("placeholders stand in order, within the text, each with its numbers") {
  const auto placeholders = [](Json& tree) -> Json& { return link(tree)[kPlaceholders]; };
  CHECK(is_refused_after([&](Json& tree) { std::swap(placeholders(tree)[0], placeholders(tree)[1]); }));
  CHECK(is_refused_after([&](Json& tree) { placeholders(tree)[1] = placeholders(tree)[0]; }));
  CHECK(is_refused_after([&](Json& tree) { placeholders(tree)[1][1] = 1000; }));
  CHECK(is_refused_after([&](Json& tree) { placeholders(tree)[1][0] = 0xFFFFFFFF; }));
  CHECK(is_refused_after([&](Json& tree) {
    // One without any length would have the same key if its text were empty.
    link(tree)[kText] = "waited  ms for <ip>";
    placeholders(tree)[0][1] = 0;
    placeholders(tree)[1][0] = 15;
  }));
  CHECK(is_refused_after([&](Json& tree) { link(tree)[kCaptures].erase(1); }));
  CHECK(is_refused_after([&](Json& tree) {
    // A NUL in the text has the same key as a placeholder.
    link(tree)[kText] = std::string("waited \0 ms for <ip>", 20);
    placeholders(tree).erase(0);
    link(tree)[kCaptures].erase(0);
  }));
}

TEST_CASE("a number that doesn't fit its place is refused, not cut") {
  constexpr std::uint64_t kTooLarge = std::uint64_t{1} << 32;
  CHECK(is_refused_after([&](Json& tree) { group(tree)[kFirst][0] = kTooLarge; }));
  CHECK(is_refused_after([&](Json& tree) { link(tree)[kPlaceholders][0][0] = kTooLarge + 7; }));
  CHECK(is_refused_after([&](Json& tree) { link(tree)[kPlaceholders][0][2] = kTooLarge; }));
  CHECK(is_refused_after([&](Json& tree) { group(tree)[kCount] = 2.0; }));
  CHECK(is_refused_after([&](Json& tree) { group(tree)[kBare] = -1; }));
  CHECK(is_refused_after([&](Json& tree) { tree["levels"][0] = -1; }));
  CHECK(is_refused_after([&](Json& tree) { tree["budget"] = -1; }));
}

TEST_CASE("counts that contradict each other are refused") {
  CHECK(is_refused_after([](Json& tree) { group(tree)[kFailures] = 3; }));
  CHECK(is_refused_after([](Json& tree) { group(tree)[kBare] = 3; }));
  CHECK(is_refused_after([](Json& tree) { group(tree)[kCount] = 3; }));
  CHECK(is_refused_after([](Json& tree) { link(tree)[kCaptures][0][1] = 3; }));  // numbers
  CHECK(is_refused_after([](Json& tree) { error(tree)[kCount] = 2; }));
  CHECK(is_refused_after([](Json& tree) { tree["folded_errors"] = 1; }));
  CHECK(is_refused_after([](Json& tree) { tree["totals"][5] = 3; }));  // failures
  CHECK(is_refused_after([](Json& tree) { tree["sources"] = {"log", "log"}; }));
  CHECK(is_refused_after([](Json& tree) { tree["aspects"][0][1][0][1][2] = 1000; }));
  CHECK(is_refused_after([](Json& tree) {
    // Their sum is right, modulo 2^64.
    constexpr std::uint64_t kHalf = std::uint64_t{1} << 63;
    entries(tree, "classes")[0][1][1] = kHalf + 2;
    tree["other_classes"] = {"(other classes)", kHalf, nullptr, {0, 0}};
  }));
}

TEST_CASE("the rest of the classes has its own name") {
  CHECK_FALSE(is_refused_after([](Json& tree) {
    tree["totals"][4] = 3;  // occurrences
    tree["other_classes"] = {"(other classes)", 1, nullptr, {0, 0}};
  }));
  CHECK(is_refused_after([](Json& tree) {
    tree["totals"][4] = 3;
    tree["other_classes"] = {"java.io.IOException", 1, nullptr, {0, 0}};
  }));
}

TEST_CASE("a time that no log can tell is refused") {
  for (const std::int64_t time :
       {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    CHECK(is_refused_after([&](Json& tree) { tree["seen"][0][0] = time; }));
    CHECK(is_refused_after([&](Json& tree) { group(tree)[kSeen][1][0] = time; }));
    CHECK(is_refused_after([&](Json& tree) { tree["source_times"][0][1][0] = time; }));
  }
}

TEST_CASE("texts are no longer than they would have been kept") {
  CHECK(is_refused_after([](Json& tree) { group(tree)[kTopFrame] = std::string(201, 'x'); }));
  CHECK(is_refused_after([](Json& tree) { link(tree)[kSample] = std::string(1000, 'x'); }));
}

TEST_CASE("a rule for merging that is no pattern is refused") {
  CHECK(is_refused_after([](Json& tree) { tree["keep"] = {"("}; }));
}

TEST_CASE("messages that only a hostile hash makes one are counted together, and no worse") {
  const std::string in_front = "1:l300:";
  const test::CollidingKeys keys = test::colliding_keys(in_front);
  Json with = some_tree(), without = some_tree();
  for (Json* const tree : {&with, &without}) {
    entries(*tree, "errors")[0][0] = error(*tree)[0] = summarize::hash(in_front + keys.with);
    error(*tree)[2] = "l";
    error(*tree)[5] = "";
  }
  std::string text = keys.with;
  text[keys.placeholder] = 'N';
  error(with)[3] = text;
  error(with)[4] = {{keys.placeholder, 1, 0}};
  error(without)[3] = keys.without;
  error(without)[4] = error(without)[6] = Json::array();
  for (Json* const later : {&with, &without}) {
    error(with)[8] = error(without)[8] = {0, 0};
    error(*later)[8] = {0, 1};
    for (const bool is_first : {true, false}) {
      Summary merged = SnapshotCodec::decode(is_first ? with : without);
      merged.merge(SnapshotCodec::decode(is_first ? without : with));
      const auto errors = merged.errors();
      REQUIRE(errors.size() == 1);
      CHECK(errors[0].count == 2);
      CHECK(errors[0].captures.size() == errors[0].placeholders.size());
      CHECK(read_snapshot(write_snapshot(merged)) == merged);
    }
  }
}
