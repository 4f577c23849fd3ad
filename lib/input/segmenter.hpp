#pragma once

#include "input/file.hpp"
#include "input/format.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace culprit::input {

/// A stretch of a compressed file, as stored: some whole members, or all that is left.
struct Segment {
  std::uint64_t begin = 0;
  std::uint64_t end = File::kNoEnd;  ///< kNoEnd: wherever the data end

  bool is_rest() const { return end == File::kNoEnd; }
};

/// Divides a compressed file into segments that can be decoded independently,
/// without decoding it: zstd's blocks say how long they are, and so do the
/// members that bgzip writes.
///
///   Segmenter segmenter(file.again(), Format::zstd);
///   while (const auto segment = segmenter.next()) …
///
/// What it says is a guess: sizes may lie. If a segment decodes without a fault,
/// and ends where it should, then decoding the file from front to back would
/// have come to the same point in the same way; otherwise only decoding on from
/// the segment's begin tells.
///
/// The rest comes last, and begins with the first member that isn't cut off
/// safely: it doesn't say how long it is, it is long (then there is little to
/// win), it needs much memory, the file ends within it, or something that is no
/// member stands behind it.
class Segmenter {
public:
  /// Shorter members are taken together: to begin one costs about as much as to decode this much.
  static constexpr std::uint64_t kLeastBytes = 128 << 10;

  /// The file must be regular, and begin with a member.
  Segmenter(File file, Format format, std::uint64_t least_bytes = kLeastBytes);

  /// The next segment; nothing behind the last one. A file of one member is a rest.
  std::optional<Segment> next();

private:
  std::optional<Segment> find();
  std::optional<std::uint64_t> member_end(std::uint64_t begin);
  std::optional<std::uint64_t> zstd_end(std::uint64_t begin);
  std::optional<std::uint64_t> bgzip_end(std::uint64_t begin);
  std::size_t read(std::uint64_t offset, std::span<unsigned char> bytes);

  File file_;
  Format format_;
  std::uint64_t least_bytes_;
  std::uint64_t begin_;
  bool ended_ = false;
  std::optional<Segment> first_;
};

}  // namespace culprit::input
