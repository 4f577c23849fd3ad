#include "summarize/bounded_map.hpp"

#include "catch.hpp"

#include <random>
#include <utility>
#include <vector>

using culprit::summarize::BoundedMap;

namespace {

struct Counted {
  std::uint64_t count = 0;
  std::size_t size = 1;

  std::size_t size_bytes() const { return size; }
  bool operator==(const Counted&) const = default;
};

struct Table {
  BoundedMap<Counted> map{50};
  std::uint64_t folded = 0;

  void count(std::uint64_t key) {
    if (Counted* const known = map.find(key)) ++known->count;
    else map.insert(key, {1, 1 + key * 31 % 23}, [&](const Counted& c) { folded += c.count; });
  }

  void merge(const Table& other) {
    map.merge(
        other.map, [](Counted& into, const Counted& c) { into.count += c.count; },
        [&](const Counted& c) { folded += c.count; });
    folded += other.folded;
  }

  std::uint64_t total() const {
    std::uint64_t sum = folded;
    for (const auto& [key, counted] : map.values()) sum += counted.count;
    return sum;
  }
};

}  // namespace

TEST_CASE("what a bounded map keeps does not depend on the order, and parts merge to the whole") {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const std::uint64_t distinct = 1 + random() % 60;
    std::vector<std::uint64_t> keys(random() % 60);
    for (std::uint64_t& key : keys) key = random() % distinct * 97;

    Table whole, parts, backwards;
    Table part[3];
    for (const std::uint64_t key : keys) {
      whole.count(key);
      part[random() % 3].count(key);
    }
    for (auto key = keys.rbegin(); key != keys.rend(); ++key) backwards.count(*key);
    for (const Table& p : part) parts.merge(p);

    REQUIRE(whole.total() == keys.size());
    REQUIRE(whole.map == backwards.map);
    REQUIRE(whole.folded == backwards.folded);
    REQUIRE(whole.map == parts.map);
    REQUIRE(whole.folded == parts.folded);
  }
}

TEST_CASE("a value larger than the whole budget is not kept") {
  Table table;
  table.map.insert(1, {1, 51}, [&](const Counted& c) { table.folded += c.count; });
  CHECK(table.map.values().empty());
  CHECK(table.folded == 1);
}

TEST_CASE("a map that was copied or moved finds its own values") {
  Table table;
  table.count(1);
  REQUIRE(table.map.find(1) != nullptr);  // and knows the way from now on

  BoundedMap<Counted> copy = table.map;
  copy.find(1)->count = 5;
  CHECK(table.map.find(1)->count == 1);

  BoundedMap<Counted> moved = std::move(copy);
  CHECK(copy.find(1) == nullptr);
  CHECK(moved.find(1)->count == 5);

  table.map = moved;
  moved.find(1)->count = 6;
  CHECK(table.map.find(1)->count == 5);
  table.map = std::move(moved);
  CHECK(moved.find(1) == nullptr);
  CHECK(table.map.find(1)->count == 6);
}
