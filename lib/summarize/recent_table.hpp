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
    set.put(set.oldest(), key, value);
  }

  /// Adds a value in place of the one with its hash, if there is one.
  void replace(std::uint64_t key, const Value& value) {
    if (sets_.empty()) return insert(key, value);
    Set& set = sets_[key % kSets];
    const auto known = std::find(set.keys.begin(), set.keys.end(), key);
    if (known == set.keys.end()) insert(key, value);
    else set.put(static_cast<std::size_t>(known - set.keys.begin()), key, value);
  }

private:
  struct alignas(64) Set {
    std::array<std::uint64_t, kWays> keys{};
    std::uint64_t by_age = 0x0001020304050607;  ///< the ways, a byte each, that of the newest value lowest
    std::array<Value, kWays> values{};

    std::size_t oldest() const { return by_age >> 56; }

    void put(std::size_t way, std::uint64_t key, const Value& value) {
      keys[way] = key;
      values[way] = value;
      // Those that are newer grow older by one.
      int at = 56;
      while ((by_age >> at & 0xff) != way) at -= 8;
      const std::uint64_t newer = by_age & ((std::uint64_t{1} << at) - 1);
      const std::uint64_t older = at == 56 ? 0 : by_age >> (at + 8) << (at + 8);
      by_age = older | newer << 8 | way;
    }
  };

  std::vector<Set> sets_;
};

}  // namespace culprit::summarize
