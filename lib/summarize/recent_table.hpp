#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace culprit::summarize {

/// Remembers what was seen lately under a 64-bit hash, in memory that never
/// grows: a hash has a bucket of kWays entries, and where all of them are taken
/// the oldest is forgotten. Several entries may have one hash.
///
/// `Entry` has members `std::uint64_t key`, and `std::uint64_t turn`, which is the
/// table's own: 0 if there is nothing in it. Memory is taken when the first entry comes in.
template <class Entry, std::size_t kBuckets>
class RecentTable {
public:
  static constexpr std::size_t kWays = 8;

  /// Where entries with this hash are, among others.
  std::span<Entry> bucket(std::uint64_t key) {
    if (entries_.empty()) return {};
    return std::span(entries_).subspan(key % kBuckets * kWays, kWays);
  }

  /// Adds an entry, also if there are others with its hash.
  void insert(const Entry& entry) {
    if (entries_.empty()) entries_.resize(kBuckets * kWays);
    put(*oldest(bucket(entry.key)), entry);
  }

  /// Adds an entry in place of the one with its hash, if there is one.
  void replace(const Entry& entry) {
    for (Entry& known : bucket(entry.key)) {
      if (known.key != entry.key) continue;
      put(known, entry);
      return;
    }
    insert(entry);
  }

private:
  static Entry* oldest(std::span<Entry> bucket) {
    return &*std::min_element(bucket.begin(), bucket.end(),
                              [](const Entry& a, const Entry& b) { return a.turn < b.turn; });
  }

  void put(Entry& place, const Entry& entry) {
    place = entry;
    place.turn = ++turns_;
  }

  std::vector<Entry> entries_;
  std::uint64_t turns_ = 0;
};

}  // namespace culprit::summarize
