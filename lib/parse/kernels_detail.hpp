#pragma once

#include "parse/frame_end.hpp"
#include "parse/kernels.hpp"
#include "text/row.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

/// What kernels for several sets of instructions share.
namespace culprit::parse::kernels {

using text::bits;
using text::equal;
using text::kAllBits;
using text::kRowBytes;
using text::load_row;
using text::Row;

inline constexpr std::uint32_t kBlockBytes = 64;  ///< of text, a bit for each in a mask

/// Writes the positions of the bits that are set. Most often there is none or
/// one, in no order that could be guessed: so one is written at any rate, and only the
/// count is advanced. A second one is rare, as few lines are so short.
[[gnu::always_inline]] inline std::uint32_t* store_bits(std::uint64_t mask, std::uint32_t at,
                                                        std::uint32_t* out) {
  const int count = std::popcount(mask);
  *out = at + static_cast<std::uint32_t>(std::countr_zero(mask));
  if (count > 1) [[unlikely]]
    for (int i = 1; i < count; ++i) {
      mask &= mask - 1;
      out[i] = at + static_cast<std::uint32_t>(std::countr_zero(mask));
    }
  return out + count;
}

/// The bytes of a window that are whole blocks.
inline std::uint32_t blocks_of(std::span<const char> window) {
  return static_cast<std::uint32_t>(window.size() / kBlockBytes * kBlockBytes);
}

/// Searches what is left behind them.
inline std::size_t finish(std::span<const char> window, const std::uint32_t* newlines, std::uint32_t* out) {
  for (std::uint32_t at = blocks_of(window); at < window.size(); ++at)
    if (window[at] == '\n') *out++ = at;
  return static_cast<std::size_t>(out - newlines);
}

[[gnu::always_inline]] inline bool begins_frame(const char* line) {
  return std::memcmp(line, "\tat ", 4) == 0;
}

/// A line's end without the carriage return.
[[gnu::always_inline]] inline const char* end_of(const char* newline) {
  return newline - (newline[-1] == '\r');
}

/// By whole rows, the last of which overlaps the one before.
inline std::size_t count_frames_by_rows(const char* line, const char* window, const std::uint32_t* newlines,
                                        std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const char* const newline = window + newlines[i];
    const auto size = static_cast<std::size_t>(newline - line);
    prefetch_window_behind(line);
    bool is_usual = false;
    if (size > kRowBytes + 1) {
      if (!begins_frame(line)) return i;
      // Nothing can stand behind the line's last character.
      const char* const last = end_of(newline) - 1 - kRowBytes;
      Row closing = equal(load_row(last), ')');
      for (const char* p = line; p < last; p += kRowBytes) closing |= equal(load_row(p), ')');
      is_usual = bits(closing) == 0;
    }
    if (!is_usual && !is_whole_frame({line, size})) return i;
    line = newline + 1;
  }
  return count;
}

inline std::size_t count_equal_by_rows(const char* lines, const char* known, std::size_t size) {
  std::size_t at = 0;
  for (; at + kRowBytes <= size; at += kRowBytes) {
    const auto same = equal(load_row(lines + at), load_row(known + at));
    if (const std::uint32_t found = bits(same); found != kAllBits)
      return at + static_cast<std::size_t>(std::countr_one(found));
  }
  while (at < size && lines[at] == known[at]) ++at;
  return at;
}

/// Adds what this machine can run of a family, the fastest last.
void add_x86(std::vector<Kernels>& runnable);
void add_neon(std::vector<Kernels>& runnable);

}  // namespace culprit::parse::kernels
