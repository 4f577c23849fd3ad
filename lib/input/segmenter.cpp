#include "input/segmenter.hpp"

#include "input/source.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace culprit::input {
namespace {

/// A member of bgzip's decodes to 64 KiB at most; so many stay below the
/// mebibyte that a segment of gzip data may have.
constexpr int kMostBgzipMembers = 15;

/// Of one zstd frame. A block decodes to 128 KiB at most.
constexpr int kMostBlocks = 4096;

/// The window of `zstd -19`. Each thread that decodes has one.
constexpr std::uint64_t kMostWindowBytes = 8 << 20;

std::uint64_t little_endian(std::span<const unsigned char> bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | bytes[i];
  return value;
}

/// What stands in front of a zstd frame's blocks (RFC 8878, 3.1.1.1).
struct FrameHeader {
  static constexpr std::size_t kMostBytes = 18;

  std::size_t bytes = 0;
  std::uint64_t window_bytes = 0;
  bool has_checksum = false;
};

std::optional<FrameHeader> frame_header(std::span<const unsigned char, FrameHeader::kMostBytes> bytes) {
  constexpr std::size_t kDescriptor = 4;
  const unsigned descriptor = bytes[kDescriptor];
  const bool is_single_segment = (descriptor & 0x20) != 0;
  const bool is_reserved = (descriptor & 0x08) != 0;
  const bool has_dictionary = (descriptor & 0x03) != 0;
  if (is_reserved || has_dictionary) return std::nullopt;

  FrameHeader header;
  header.has_checksum = (descriptor & 0x04) != 0;
  header.bytes = kDescriptor + 1;
  if (!is_single_segment) {
    const unsigned window = bytes[header.bytes++];
    const std::uint64_t base = std::uint64_t{1} << (10 + (window >> 3));
    header.window_bytes = base + base / 8 * (window & 7);
  }
  const std::size_t size_bytes =
      std::array<std::size_t, 4>{is_single_segment ? 1U : 0U, 2, 4, 8}[descriptor >> 6];
  // Without a window of its own a frame needs one for all of its content.
  if (is_single_segment)
    header.window_bytes =
        little_endian(bytes.subspan(header.bytes, size_bytes)) + (size_bytes == 2 ? 256 : 0);
  header.bytes += size_bytes;
  return header;
}

bool is_skippable(std::span<const unsigned char> magic) {
  return (little_endian(magic.first(4)) & 0xfffffff0) == 0x184d2a50;
}

}  // namespace

Segmenter::Segmenter(File file, Format format, std::uint64_t least_bytes)
    : file_(std::move(file)), format_(format), least_bytes_(least_bytes), begin_(file_.offset()) {
  const Segment rest{begin_};
  first_ = find();
  if (ended_) first_ = rest;
}

std::optional<Segment> Segmenter::next() {
  if (first_) return std::exchange(first_, std::nullopt);
  return find();
}

std::optional<Segment> Segmenter::find() {
  if (ended_) return std::nullopt;
  const std::uint64_t begin = begin_;
  for (int members = 1;; ++members) {
    const std::uint64_t member = begin_;
    const auto end = member_end(member);
    // From the last byte of the member to behind the mark of the next one.
    std::array<unsigned char, 1 + kMagicBytes> bytes;
    const std::size_t count = end ? read(*end - 1, bytes) : 0;
    const std::string_view head(reinterpret_cast<const char*>(bytes.data()) + 1, count == 0 ? 0 : count - 1);
    if (count == 0 || (!head.empty() && recognize(head) != format_)) {
      if (member != begin) return Segment{begin, member};
      ended_ = true;
      return Segment{begin};
    }
    begin_ = *end;
    ended_ = head.empty();
    const bool is_enough =
        begin_ - begin >= least_bytes_ || (format_ == Format::gzip && members == kMostBgzipMembers);
    if (ended_ || is_enough) return Segment{begin, begin_};
  }
}

/// Behind the member at `begin`, if it tells, and if that is worth a segment.
std::optional<std::uint64_t> Segmenter::member_end(std::uint64_t begin) {
  if (format_ == Format::zstd) return zstd_end(begin);
  if (format_ == Format::gzip) return bgzip_end(begin);
  return std::nullopt;
}

std::optional<std::uint64_t> Segmenter::zstd_end(std::uint64_t begin) {
  std::array<unsigned char, FrameHeader::kMostBytes> front{};
  const std::size_t count = read(begin, front);
  if (count >= 8 && is_skippable(front)) return begin + 8 + little_endian(std::span(front).subspan(4, 4));
  const auto header = frame_header(front);
  if (!header || header->window_bytes > kMostWindowBytes) return std::nullopt;
  std::uint64_t at = begin + header->bytes;
  for (int blocks = 0; blocks < kMostBlocks; ++blocks) {
    std::array<unsigned char, 3> bytes{};
    if (read(at, bytes) != bytes.size()) return std::nullopt;
    const std::uint64_t block = little_endian(bytes);
    const auto type = block >> 1 & 3;
    at += bytes.size() + (type == 1 ? 1 : block >> 3);  // type 1 is one byte, repeated
    if ((block & 1) != 0) return at + (header->has_checksum ? 4 : 0);
  }
  return std::nullopt;
}

/// bgzip says a member's length in a subfield "BC" of the header (SAM specification, 4.1).
std::optional<std::uint64_t> Segmenter::bgzip_end(std::uint64_t begin) {
  std::array<unsigned char, 18> header;
  if (read(begin, header) != header.size()) return std::nullopt;
  constexpr std::string_view kFixed("\x06\0BC\x02\0", 6);
  const bool has_extra_only = header[3] == 4;
  if (!has_extra_only || !std::equal(kFixed.begin(), kFixed.end(), header.begin() + 10)) return std::nullopt;
  return begin + little_endian(std::span(header).subspan(16, 2)) + 1;
}

/// Reads what there is of `bytes`; nothing if it can't be read: whoever decodes will say why.
std::size_t Segmenter::read(std::uint64_t offset, std::span<unsigned char> bytes) {
  file_.restrict_to(offset, File::kNoEnd);
  std::size_t count = 0;
  try {
    while (count < bytes.size()) {
      const std::size_t more =
          file_.read(reinterpret_cast<char*>(bytes.data()) + count, bytes.size() - count);
      if (more == 0) break;
      count += more;
    }
  } catch (const Fault&) {
    return 0;
  }
  return count;
}

}  // namespace culprit::input
