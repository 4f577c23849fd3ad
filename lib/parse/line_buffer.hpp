#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace culprit::parse {

/// Whole lines, side by side in memory. The last one may lack its '\n'.
struct Lines {
  std::string_view text;
  std::uint64_t offset = 0;  ///< of the first byte, in the decoded input
};

/// What became whole with some more bytes. Either part may be empty.
struct Batch {
  Lines cut;  ///< the head of a line that was too long; it stands before the others
  Lines whole;
};

/// Collects bytes, however they come, and hands them on in whole lines.
///
/// Bytes are read straight into free_space(). What is left of an unfinished
/// line is moved in front of the block, not the block behind it: so reads of a
/// file go to a page-aligned address, which costs the kernel less.
class LineBuffer {
public:
  static constexpr std::size_t kBlockBytes = 256 << 10;

  /// Told the offset and the whole length of each line that was cut.
  using OnLongLine = std::function<void(std::uint64_t offset, std::uint64_t length)>;

  /// Lines longer than `line_bytes`, which must not be less than a block, are cut there.
  LineBuffer(std::size_t line_bytes, std::uint64_t offset, OnLongLine on_long_line);

  /// Where to put the next bytes; never empty. Ends the life of the Lines given out before.
  std::span<char> free_space();

  /// Takes over `size` bytes that were put into free_space(), and returns the
  /// lines that are whole now.
  Batch commit(std::size_t size);

  /// The last line, if it has no '\n'.
  Lines finish();

private:
  struct Free {
    void operator()(char* memory) const { std::free(memory); }
  };

  char* block_begin() const { return memory_.get() + front_bytes_; }
  char* block_end() const { return block_begin() + kBlockBytes; }
  std::uint64_t offset_of(const char* p) const {
    return fill_offset_ - static_cast<std::uint64_t>(fill_ - p);
  }

  std::size_t line_bytes_;
  std::size_t front_bytes_;  // room for an unfinished line, a multiple of the page size
  OnLongLine on_long_line_;
  std::unique_ptr<char, Free> memory_;
  char* line_ = nullptr;  // start of the unfinished line
  char* fill_ = nullptr;  // end of the bytes taken over
  std::uint64_t fill_offset_ = 0;
  bool skipping_ = false;  // the unfinished line was cut: its rest is counted and thrown away
  std::uint64_t long_line_offset_ = 0;
};

}  // namespace culprit::parse
