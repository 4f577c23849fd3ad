#include "parse/line_buffer.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace culprit::parse {
namespace {

constexpr std::size_t kPage = 4096;
/// A pipe gives a few kilobytes at a time; below this much room a new block is begun.
constexpr std::size_t kLeastRoom = LineBuffer::kBlockBytes / 4;

}  // namespace

LineBuffer::LineBuffer(std::size_t line_bytes, std::uint64_t offset, OnLongLine on_long_line)
    : line_bytes_(std::max(line_bytes, kBlockBytes)),
      front_bytes_((line_bytes_ + kPage) / kPage * kPage),
      on_long_line_(std::move(on_long_line)),
      memory_(static_cast<char*>(std::aligned_alloc(kPage, front_bytes_ + kBlockBytes))),
      fill_offset_(offset) {
  if (!memory_) throw std::bad_alloc();
  line_ = fill_ = block_begin();
}

std::span<char> LineBuffer::free_space() {
  if (static_cast<std::size_t>(block_end() - fill_) < kLeastRoom || line_ == fill_) {
    const auto tail = static_cast<std::size_t>(fill_ - line_);
    char* const moved = block_begin() - tail;
    std::memmove(moved, line_, tail);
    line_ = moved;
    fill_ = block_begin();
  }
  return {fill_, static_cast<std::size_t>(block_end() - fill_)};
}

Batch LineBuffer::commit(std::size_t size) {
  char* const begin = fill_;
  char* const end = fill_ + size;
  fill_ = end;
  fill_offset_ += size;
  const auto find_newline = [&](const char* from) {
    return static_cast<char*>(
        std::memchr(const_cast<char*>(from), '\n', static_cast<std::size_t>(end - from)));
  };

  if (skipping_) {
    char* const newline = find_newline(begin);
    line_ = newline == nullptr ? end : newline + 1;
    if (newline == nullptr) return {};
    skipping_ = false;
    on_long_line_(long_line_offset_, offset_of(newline) - long_line_offset_);
  }

  Batch batch;
  if (static_cast<std::size_t>(end - line_) > line_bytes_) {
    // Only the line in front can be too long: the others are within the block.
    char* const newline = find_newline(std::max(line_, begin));
    const std::size_t length = static_cast<std::size_t>((newline == nullptr ? end : newline) - line_);
    if (length > line_bytes_) {
      batch.cut = {{line_, line_bytes_}, offset_of(line_)};
      skipping_ = newline == nullptr;
      if (skipping_) {
        long_line_offset_ = batch.cut.offset;
        line_ = end;
        return batch;
      }
      on_long_line_(batch.cut.offset, length);
      line_ = newline + 1;
    }
  }

  const char* const from = std::max(line_, begin);
  if (char* const last = static_cast<char*>(
          ::memrchr(const_cast<char*>(from), '\n', static_cast<std::size_t>(end - from)))) {
    batch.whole = {{line_, static_cast<std::size_t>(last + 1 - line_)}, offset_of(line_)};
    line_ = last + 1;
  }
  return batch;
}

Lines LineBuffer::finish() {
  if (skipping_) {
    on_long_line_(long_line_offset_, fill_offset_ - long_line_offset_);
    skipping_ = false;
    return {};
  }
  const Lines rest{{line_, static_cast<std::size_t>(fill_ - line_)}, offset_of(line_)};
  line_ = fill_;
  return rest;
}

}  // namespace culprit::parse
