#pragma once

#include "text/row.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace culprit::summarize {

/// Remembers what was seen lately under a 64-bit hash, in memory that never
/// grows: a hash has a set of kWays places, and where all of them are taken
/// the oldest is forgotten. Several values may have one hash.
///
/// Sixteen bits of each hash of a set are compared at once; so it takes one cache line to know that a
/// hash isn't there. Memory is taken when the first value comes in.
template <class Value, std::size_t kSets>
class RecentTable {
public:
  static constexpr std::size_t kWays = 8;

  /// A value with this hash, or nullptr. Valid until the next change.
  const Value* find(std::uint64_t key) const {
    if (sets_.empty()) return nullptr;
    const Set& set = sets_[key % kSets];
    const std::size_t way = set.find(key);
    return way == kWays ? nullptr : &set.values[way];
  }

  /// Whether `test(const Value&)` holds for one of those with this hash. It isn't asked for those behind it.
  template <class Test>
  bool any_of(std::uint64_t key, Test&& test) const {
    if (sets_.empty()) return false;
    const Set& set = sets_[key % kSets];
    for (std::size_t way = set.find(key); way < kWays; way = set.find(key, way + 1))
      if (test(set.values[way])) return true;
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
    if (sets_.empty()) sets_.resize(kSets);
    Set& set = sets_[key % kSets];
    const std::size_t known = set.find(key);
    set.put(known == kWays ? set.oldest() : known, key, value);
  }

private:
  using Tag = std::uint16_t;
  using Tags [[gnu::vector_size(kWays * sizeof(Tag))]] = Tag;

  struct alignas(64) Set {
    Tags tags{};
    std::uint64_t by_age = 0x0001020304050607;  ///< the ways, a byte each, that of the newest value lowest
    std::array<std::uint64_t, kWays> keys{};
    std::array<Value, kWays> values{};

    static Tag tag_of(std::uint64_t key) { return static_cast<Tag>(key >> 48); }

    /// The first way from `from` on with this key, or kWays.
    std::size_t find(std::uint64_t key, std::size_t from = 0) const {
      const auto same = reinterpret_cast<text::Row>(tags == tag_of(key));
      for (std::uint32_t left = text::bits(same) >> (2 * from) << (2 * from); left != 0; left &= left - 1)
        if (const auto way = static_cast<std::size_t>(std::countr_zero(left)) / 2; keys[way] == key)
          return way;
      return kWays;
    }

    std::size_t oldest() const { return by_age >> 56; }

    void put(std::size_t way, std::uint64_t key, const Value& value) {
      tags[way] = tag_of(key);
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
