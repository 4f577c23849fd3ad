#pragma once

#include "summarize/fingerprint.hpp"

#include <culprit/event.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace culprit::summarize {

/// culprit::location() of frames, of which most have been there before.
class LocationMemo {
public:
  /// Valid until the next call.
  std::string_view find(std::string_view frame) {
    if (frame.empty()) return {};
    const std::uint64_t key = hash(frame);
    Entry& entry = entries_[key % kEntries];
    if (entry.key != key) entry = {key, location(frame)};
    return entry.location;
  }

private:
  static constexpr std::size_t kEntries = 64;

  struct Entry {
    std::uint64_t key = 0;
    std::string location;
  };

  std::array<Entry, kEntries> entries_;
};

}  // namespace culprit::summarize
