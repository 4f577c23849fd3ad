#pragma once

#include "parse/library_frames.hpp"
#include "parse/trace_line.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace culprit::parse {

/// LibraryFrames::application_frame() of plain frames. Most of them have been there before,
/// behind the same one as now: then their lines are compared, and nothing is searched in them.
class FrameMemo {
public:
  struct Line {
    std::size_t size = 0;    ///< with its end
    std::string_view frame;  ///< a view into the lines; empty if it isn't the application's
  };

  /// `library` must outlive the memo.
  explicit FrameMemo(const LibraryFrames& library) : library_(library) {}
  FrameMemo(const FrameMemo&) = delete;
  FrameMemo& operator=(const FrameMemo&) = delete;

  /// Looks at the first of `lines`, which is a plain frame.
  Line look_at(std::string_view lines) {
    if (sets_.empty()) sets_.resize(kSets);
    Entry* entry = last_->next;
    if (entry == nullptr || !lines.starts_with(entry->line)) {
      const std::size_t end = std::min(lines.find('\n'), lines.size());
      const std::string_view line = lines.substr(0, end + 1);
      if (end == lines.size() || end >= kLongest) return {line.size(), frame_in(lines.substr(0, end))};
      entry = &find_or_learn(line);
      last_->next = entry;
    }
    last_ = entry;
    return {entry->line.size(), lines.substr(entry->begin, entry->length)};
  }

private:
  static constexpr std::size_t kSets = 256;
  static constexpr std::size_t kLongest = 512;  // bytes

  struct Entry {
    std::string line;  ///< with its end
    std::uint16_t begin = 0;
    std::uint16_t length = 0;
    Entry* next = nullptr;  ///< that of the line looked at after this one
  };

  /// Lines that stand in one place: the older one goes.
  struct Set {
    std::array<Entry, 2> entries;
    std::size_t oldest = 0;
  };

  Entry& find_or_learn(std::string_view line) {
    Set& set = sets_[place_of(line)];
    for (Entry& entry : set.entries)
      if (entry.line == line) return entry;
    Entry& entry = set.entries[std::exchange(set.oldest, 1 - set.oldest)];
    const std::string_view frame = frame_in(line.substr(0, line.size() - 1));
    entry.line = line;
    entry.begin = static_cast<std::uint16_t>(frame.empty() ? 0 : frame.data() - line.data());
    entry.length = static_cast<std::uint16_t>(frame.size());
    return entry;
  }

  std::string_view frame_in(std::string_view line) const {
    return library_.application_frame(behind_at(line));
  }

  /// Frames differ in length, and at their end: `(Method.java:498)`.
  static std::size_t place_of(std::string_view line) {
    std::uint64_t end = 0;
    const std::size_t looked = std::min(line.size(), sizeof end);
    std::memcpy(&end, line.data() + line.size() - looked, looked);
    return ((end ^ line.size()) * 0x9e3779b97f4a7c15U >> 32) % kSets;
  }

  const LibraryFrames& library_;
  std::vector<Set> sets_;
  Entry none_;
  Entry* last_ = &none_;
};

}  // namespace culprit::parse
