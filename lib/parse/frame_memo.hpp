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

/// LibraryFrames::application_frame() of plain frames, of which most have been there before:
/// to find a line again costs a tenth of looking what it begins with.
class FrameMemo {
public:
  /// `library` must outlive the memo.
  explicit FrameMemo(const LibraryFrames& library) : library_(library) {}

  /// `line` is a plain frame, without its end. The result is a view into it; empty if
  /// the frame isn't the application's.
  std::string_view application_frame(std::string_view line) {
    if (line.size() > kLongest) return library_.application_frame(behind_at(line));
    if (sets_.empty()) sets_.resize(kSets);
    Set& set = sets_[place_of(line)];
    const Entry* known = set.find(line);
    if (known == nullptr) known = &set.learn(line, library_.application_frame(behind_at(line)));
    return line.substr(known->begin, known->length);
  }

private:
  static constexpr std::size_t kSets = 256;
  static constexpr std::size_t kLongest = 512;  // bytes

  /// The frame is empty if it isn't the application's.
  struct Entry {
    std::string line;
    std::uint16_t begin = 0;
    std::uint16_t length = 0;
  };

  /// Lines that stand in one place: the older one goes.
  struct Set {
    std::array<Entry, 2> entries;
    std::size_t oldest = 0;

    const Entry* find(std::string_view line) const {
      for (const Entry& entry : entries)
        if (entry.line == line) return &entry;
      return nullptr;
    }

    const Entry& learn(std::string_view line, std::string_view frame) {
      Entry& entry = entries[std::exchange(oldest, 1 - oldest)];
      entry.line = line;
      entry.begin = static_cast<std::uint16_t>(frame.empty() ? 0 : frame.data() - line.data());
      entry.length = static_cast<std::uint16_t>(frame.size());
      return entry;
    }
  };

  /// Frames differ in length, and at their end: `(Method.java:498)`.
  static std::size_t place_of(std::string_view line) {
    std::uint64_t end = 0;
    const std::size_t looked = std::min(line.size(), sizeof end);
    std::memcpy(&end, line.data() + line.size() - looked, looked);
    return ((end ^ line.size()) * 0x9e3779b97f4a7c15U >> 32) % kSets;
  }

  const LibraryFrames& library_;
  std::vector<Set> sets_;
};

}  // namespace culprit::parse
