#pragma once

#include "parse/kernels.hpp"
#include "parse/library_frames.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// Frames as they stood behind one another in the log. The same code fails again and again, so
/// most runs of frames have been there before: then they are compared as a whole, and nothing
/// is searched in them, neither where lines end nor which frame is the application's.
///
/// Only whole frames are remembered (is_whole_frame()), with the ends of their lines. When there
/// is no room for more, all are forgotten.
class FrameMemo {
public:
  struct Run {
    std::size_t frames = 0;
    std::size_t bytes = 0;               ///< of their lines
    std::string_view application_frame;  ///< the first in them, a view into the lines; else empty
  };

  /// `library` must outlive the memo.
  explicit FrameMemo(const LibraryFrames& library) : library_(library) {}

  /// The longest run of remembered frames that the text begins with. `first` is its
  /// first line with its end.
  Run pass(std::string_view lines, std::string_view first);

  /// Remembers a run of whole frames, unless too much was learned lately for nothing.
  void learn(std::string_view lines, std::size_t frames);

  /// Looks at one or more of the first frames, at most `limit` (at least 1), up to that of the
  /// application. The text begins with a plain frame.
  Run look_at(std::string_view lines, std::uint64_t limit);

private:
  static constexpr std::size_t kCapacity = 128 << 10;  // bytes
  static constexpr std::size_t kLongest = 512;         // bytes of a line
  static constexpr std::size_t kPlaces = 4096;
  static constexpr std::size_t kPatience = 4096;  // frames that may be learned in vain

  struct Line {
    std::uint32_t begin = 0;               ///< in text_
    std::uint32_t application_frames = 0;  ///< how many stand in front of it
  };

  struct ApplicationFrame {
    std::uint32_t line;
    std::uint32_t begin;  ///< in text_
    std::uint32_t length;
  };

  std::size_t count() const { return lines_.size() - 1; }
  Run run_from(std::size_t first, std::size_t end, std::string_view lines) const;
  std::string_view line(std::size_t number) const;
  std::size_t find(std::string_view line);
  std::array<std::size_t, 2> numbers_like(std::string_view line) const;
  /// What is new gives hope that there is more of it.
  void note_unknown() { patience_ = std::min(patience_ + 1, kPatience); }
  void remember(std::string_view line);
  void forget();

  const LibraryFrames& library_;
  const Kernels kernels_ = fastest_kernels();
  std::string text_;
  std::vector<Line> lines_ = std::vector<Line>(1);    // and one more, which is to come
  std::vector<ApplicationFrame> application_frames_;  // in order
  std::vector<std::uint16_t> places_;                 // by hash: the number of a line, from 1; or 0
  std::size_t patience_ = kPatience;
};

}  // namespace culprit::parse
