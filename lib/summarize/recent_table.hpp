#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace culprit::summarize {

/// Remembers what was seen lately under a 64-bit hash, in memory that never
/// grows: a hash has a set of kWays places, and where all of them are taken
/// the oldest is forgotten. Several values may have one hash.
///
/// The hashes of a set share a cache line, so that it takes one to know that a hash isn't there.
/// Memory is taken when the first value comes in.
template <class Value, std::size_t kSets>
class RecentTable {
public:
  static constexpr std::size_t kWays = 8;

  /// A value with this hash, or nullptr. Valid until the next change.
  const Value* find(std::uint64_t key) const {
    const Value* found = nullptr;
    any_of(key, [&](const Value& value) {
      found = &value;
      return true;
    });
    return found;
  }

  /// Whether `test(const Value&)` holds for one of those with this hash. It isn't asked for those behind it.
  template <class Test>
  bool any_of(std::uint64_t key, Test&& test) const {
    if (sets_.empty()) return false;
    const Set& set = sets_[key % kSets];
    for (std::size_t way = 0; way < kWays; ++way)
      if (set.keys[way] == key && test(set.values[way])) return true;
    return false;
  }

  /// Adds a value, also if there are others with its hash.
  void insert(std::uint64_t key, const Value& value) {
    if (sets_.empty()) sets_.resize(kSets);
    Set& set = sets_[key % kSets];
    set.put(set.newest.back(), key, value);
  }

  /// Adds a value in place of the one with its hash, if there is one.
  void replace(std::uint64_t key, const Value& value) {
    if (sets_.empty()) return insert(key, value);
    Set& set = sets_[key % kSets];
    const auto known = std::find(set.keys.begin(), set.keys.end(), key);
    if (known == set.keys.end()) insert(key, value);
    else set.put(static_cast<std::uint8_t>(known - set.keys.begin()), key, value);
  }

private:
  struct alignas(64) Set {
    std::array<std::uint64_t, kWays> keys{};
    std::array<std::uint8_t, kWays> newest{7, 6, 5, 4, 3, 2, 1, 0};  ///< the ways, the newest value's first
    std::array<Value, kWays> values{};

    void put(std::uint8_t way, std::uint64_t key, const Value& value) {
      keys[way] = key;
      values[way] = value;
      std::uint8_t moved = way;  // to the front; those that were in front of it move back
      for (std::uint8_t& place : newest) {
        std::swap(place, moved);
        if (moved == way) break;
      }
    }
  };

  std::vector<Set> sets_;
};

}  // namespace culprit::summarize
