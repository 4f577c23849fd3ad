#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace culprit::summarize {

/// Remembers what was made of things that were seen lately, each known by a 64-bit hash, in
/// memory that never grows: of those whose hashes fall together, the last one.
template <class Value, std::size_t kEntries>
class Memo {
public:
  Memo() { entries_[0].key = 1; }  // any other entry's key

  /// What `make()` returned for this key. Valid until the next call.
  template <class Make>
  const Value& find(std::uint64_t key, Make&& make) {
    Entry& entry = entries_[key % kEntries];
    if (entry.key != key) entry = {key, std::forward<Make>(make)()};
    return entry.value;
  }

private:
  static_assert(kEntries > 1);

  struct Entry {
    std::uint64_t key = 0;
    Value value{};
  };

  std::array<Entry, kEntries> entries_;
};

}  // namespace culprit::summarize
