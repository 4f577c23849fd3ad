#include "compress.hpp"
#include "input/ahead_source.hpp"
#include "input/format.hpp"
#include "input/source.hpp"
#include "input/utf16_source.hpp"
#include "require.hpp"

#include <fuzzer/FuzzedDataProvider.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// Reads a file that is either what an encoder wrote, whole, cut or changed, in one member or
// several, or arbitrary bytes behind a format's mark. Whatever it is, the size of the reads must
// not matter, nor whether threads read ahead, and what a cut file gives must be the beginning of its text.
// What is compressed may be a text in UTF-16.

using namespace culprit;
using namespace culprit::fuzz;
using namespace culprit::input;

namespace {

/// A few bytes may decode to gigabytes.
constexpr std::size_t kEnoughBytes = 1 << 20;

/// As much as a parser asks for at once.
constexpr std::size_t kBlockBytes = 256 << 10;

/// Before damaged gzip data, up to a match of 258 bytes is given up, which in UTF-16 are this many of text.
constexpr std::size_t kGivenUpBytes = 258 / 2 * 3;

/// A file in memory, and its name.
class MemoryFile {
public:
  MemoryFile() : descriptor_(::memfd_create("decoder_fuzzer", MFD_CLOEXEC)) {
    require(descriptor_ != -1, "a file can be made in memory");
  }

  std::string write(std::string_view content) const {
    require(::ftruncate(descriptor_, 0) == 0, "the file can be emptied");
    require(::pwrite(descriptor_, content.data(), content.size(), 0) == static_cast<ssize_t>(content.size()),
            "the file can be written");
    return "/proc/self/fd/" + std::to_string(descriptor_);
  }

private:
  int descriptor_;
};

struct Reading {
  std::string data;
  std::optional<Fault> fault;
  std::uint64_t consumed = 0;

  bool is_complete() const { return data.size() < kEnoughBytes; }
};

Reading read(Source& source, std::size_t block_bytes) {
  Reading reading;
  std::string block(block_bytes, '\0');
  try {
    while (reading.is_complete()) {
      const std::streamsize count = source.read(block.data(), static_cast<std::streamsize>(block.size()));
      if (count < 0) break;
      require(count > 0, "a read gives something unless the input ends");
      reading.data.append(block, 0, static_cast<std::size_t>(count));
    }
  } catch (const Fault& fault) {
    reading.fault = fault;
  }
  reading.consumed = source.consumed();
  return reading;
}

/// Reads on two threads, each member a segment of its own.
Reading read_ahead(const std::string& path) {
  File file(path);
  const auto format = recognize(file.peek(kMagicBytes));
  Utf16Source source(std::make_unique<AheadSource>(std::move(file), format, 2, 1));
  return read(source, kBlockBytes);
}

void compare_ahead(const Reading& whole, const Reading& ahead) {
  if (!whole.is_complete() || !ahead.is_complete()) return;
  require(ahead.data == whole.data && ahead.consumed == whole.consumed, "the data read ahead are the same");
  require(ahead.fault.has_value() == whole.fault.has_value() &&
              (!whole.fault ||
               (ahead.fault->kind == whole.fault->kind && ahead.fault->offset == whole.fault->offset)),
          "the fault met ahead is the same");
}

/// What a file of `format` gives must not depend on the room for it.
void compare_pieces(const Reading& whole, const Reading& pieces, std::optional<Format> format) {
  if (!whole.is_complete() || !pieces.is_complete()) return;
  const std::size_t common = std::min(whole.data.size(), pieces.data.size());
  // How far liblzma comes in damaged data depends on the room that it is given.
  const bool is_damaged_xz =
      format == Format::xz && whole.fault && pieces.fault && whole.fault->kind == Diagnostic::Kind::corrupt;
  const std::size_t given_up = is_damaged_xz ? kEnoughBytes : kGivenUpBytes;
  require(whole.data.substr(0, common) == pieces.data.substr(0, common) &&
              std::max(whole.data.size(), pieces.data.size()) - common <= given_up,
          "the data don't depend on the size of the reads");
  require(whole.fault.has_value() == pieces.fault.has_value() &&
              (!whole.fault || whole.fault->kind == pieces.fault->kind),
          "the fault doesn't depend on the size of the reads");
}

/// Reads `stored` in blocks of several sizes, and ahead.
Reading read_stored(const std::string& stored, std::size_t block_bytes) {
  static const MemoryFile file;
  const std::string path = file.write(stored);
  const Reading whole = read(*open(path), kBlockBytes);
  if (whole.fault) require(whole.fault->offset <= stored.size(), "a fault stands within the file");
  compare_pieces(whole, read(*open(path), block_bytes), recognize(stored));
  compare_ahead(whole, read_ahead(path));
  return whole;
}

/// The members of a file that holds `text`. Those of gzip say their length.
std::string compress_members(Format format, std::string_view text, std::size_t count) {
  if (count == 1) return compress(format, text);
  std::string stored;
  const std::size_t size = text.size() / count;
  for (; count > 0; --count) {
    const std::string_view part = text.substr(0, count == 1 ? text.size() : size);
    stored += format == Format::gzip ? compress_bgzip(part) : compress(format, part);
    text.remove_prefix(part.size());
  }
  return stored;
}

std::string_view magic(Format format) {
  switch (format) {
    case Format::gzip: return "\x1f\x8b\x08";
    case Format::zstd: return "\x28\xb5\x2f\xfd";
    case Format::bzip2: return "BZh11AY&SY";
    case Format::xz: return {"\xfd\x37\x7a\x58\x5a\0", 6};
  }
  return {};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider input(bytes, size);
  const auto format = input.PickValueInArray({Format::gzip, Format::zstd, Format::bzip2, Format::xz});
  const auto block_bytes = input.ConsumeIntegralInRange<std::size_t>(64, 5000);
  enum class Way { arbitrary, whole, cut, changed, kMaxValue = changed };
  const Way way = input.ConsumeEnum<Way>();
  if (way == Way::arbitrary) {
    read_stored(std::string(magic(format)) + input.ConsumeRemainingBytesAsString(), block_bytes);
    return 0;
  }

  const auto position = input.ConsumeIntegral<std::uint16_t>();
  const auto change = input.ConsumeIntegralInRange<std::uint8_t>(1, 255);
  const auto members = input.ConsumeIntegralInRange<std::size_t>(1, 5);
  const std::string text = input.ConsumeRemainingBytesAsString();
  std::string stored = compress_members(format, text, members);
  if (way == Way::changed) {
    char& byte = stored[position % stored.size()];
    byte = static_cast<char>(byte ^ change);
    read_stored(stored, block_bytes);
    return 0;
  }

  if (way == Way::cut) stored.resize(position % stored.size());
  if (!recognize(stored)) return 0;
  const Reading reading = read_stored(stored, block_bytes);
  const bool is_utf16 = has_utf16_mark(text);
  if (way == Way::whole) {
    require(is_utf16 || (!reading.fault && reading.data == text), "a whole file gives its text");
  } else {
    // Where it is cut between two members it is whole.
    require(members > 1 || (reading.fault && reading.fault->kind == Diagnostic::Kind::truncated),
            "a cut file is reported");
    require(is_utf16 || text.starts_with(reading.data), "a cut file gives the beginning of its text");
  }
  return 0;
}
