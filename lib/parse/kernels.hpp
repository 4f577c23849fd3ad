#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace culprit::parse {

/// How many bytes are searched for newlines at once: small enough for the
/// positions and the text to stay in the first-level cache while the lines are
/// looked at.
inline constexpr std::size_t kWindowBytes = 8 << 10;

/// Some more than there can be newlines, for kernels that write first and count then.
inline constexpr std::size_t kNewlinePositions = kWindowBytes + 1;

/// The loops that touch every byte, written for one set of instructions. All
/// kernels give the same results; which one is used is settled at run time, so
/// that one binary is right for each machine of its architecture.
struct Kernels {
  const char* name;

  /// Writes the offsets of all '\n' in `window` (at most kWindowBytes) to
  /// `newlines`, in order, and returns how many there are. `newlines` has room for
  /// kNewlinePositions of them.
  std::size_t (*find_newlines)(std::span<const char> window, std::uint32_t* newlines);

  /// How many of the first lines are frames, `\tat …`, behind which no header
  /// begins: that is, no digit follows the first closing parenthesis. The first line
  /// begins at `line`, and each ends at window + newlines[i]; there are `count`.
  std::size_t (*count_frames)(const char* line, const char* window, const std::uint32_t* newlines,
                              std::size_t count);

  /// How many of the first `size` bytes of the lines are those of `known`.
  std::size_t (*count_equal)(const char* lines, const char* known, std::size_t size);
};

/// The fastest that this machine can run.
const Kernels& fastest_kernels();

/// All that this machine can run, the portable ones first, the fastest last.
std::span<const Kernels> runnable_kernels();

/// Fetches what stands one window behind `line`. Memory is read while lines are looked
/// at, and not in a rush when the next window is searched: measured on mapped
/// files, that saves a sixth of all time. Two cache lines are what most lines
/// have; a loop over them would be guessed wrong too often.
inline void prefetch_window_behind(const char* line) {
  constexpr std::ptrdiff_t kCacheLine = 64;
  __builtin_prefetch(line + kWindowBytes);
  __builtin_prefetch(line + kWindowBytes + kCacheLine);
}

}  // namespace culprit::parse
