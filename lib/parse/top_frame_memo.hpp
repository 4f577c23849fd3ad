#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace culprit::parse {

/// Remembers which frame was the application's first among some lines. Traces of one
/// place in the code begin with the same lines, and comparing those costs a tenth of
/// looking at a dozen frames of libraries.
class TopFrameMemo {
public:
  struct Found {
    std::uint64_t frames = 0;    ///< up to the application's first, which is the last of them
    std::string_view top_frame;  ///< a view into the lines asked for; empty if nothing is known
  };

  /// What is known of lines that begin like `lines`.
  Found find(std::string_view lines) const {
    const Entry& entry = entries_[place_of(lines)];
    if (entry.text.empty() || !lines.starts_with(entry.text)) return {};
    return {entry.frames, lines.substr(entry.begin, entry.length)};
  }

  /// `top_frame` is a view into `lines`, and of the frames there the one with this number, from 1.
  void learn(std::string_view lines, std::string_view top_frame, std::uint64_t frames) {
    Entry& entry = entries_[place_of(lines)];
    entry.begin = static_cast<std::size_t>(top_frame.data() - lines.data());
    entry.length = top_frame.size();
    const std::size_t end = lines.find('\n', entry.begin + entry.length);
    if (end == std::string_view::npos || end > kLongest) return;
    entry.text.assign(lines.substr(0, end + 1));
    entry.frames = frames;
  }

private:
  static constexpr std::size_t kEntries = 64;
  static constexpr std::size_t kLongest = 4096;  // bytes compared

  struct Entry {
    std::string text;  ///< to the end of the line that holds the frame
    std::size_t begin = 0;
    std::size_t length = 0;
    std::uint64_t frames = 0;
  };

  /// Frames differ behind the first bytes, `\tat org.killbill.`, and mostly in length.
  static std::size_t place_of(std::string_view lines) {
    constexpr std::size_t kLooked = 64;
    std::uint64_t mixed = 0;
    for (std::size_t at = 8; at + 8 <= std::min(lines.size(), kLooked); at += 8) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, lines.data() + at, sizeof bytes);
      mixed = (mixed ^ bytes) * 0x9e3779b97f4a7c15U;
    }
    return (mixed >> 32) % kEntries;
  }

  std::array<Entry, kEntries> entries_;
};

}  // namespace culprit::parse
