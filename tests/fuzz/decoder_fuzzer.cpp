#include "compress.hpp"
#include "input/format.hpp"
#include "input/source.hpp"
#include "require.hpp"

#include <fuzzer/FuzzedDataProvider.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

// Reads a file that is either what an encoder wrote, whole, cut or changed, or
// arbitrary bytes behind a format's mark. Whatever it is, the size of the reads
// must not matter, and what a cut file gives must be the beginning of its text.

using namespace culprit;
using namespace culprit::fuzz;
using namespace culprit::input;

namespace {

/// A few bytes may decode to gigabytes.
constexpr std::size_t kEnoughBytes = 1 << 20;

/// Before damaged gzip data, up to a match of this length is given up.
constexpr std::size_t kGivenUpBytes = 258;

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
};

Reading read(const std::string& path, std::size_t block_bytes) {
  Reading reading;
  std::string block(block_bytes, '\0');
  try {
    const auto source = open(path);
    while (reading.data.size() < kEnoughBytes) {
      const std::streamsize count = source->read(block.data(), static_cast<std::streamsize>(block.size()));
      if (count < 0) break;
      require(count > 0, "a read gives something unless the input ends");
      reading.data.append(block, 0, static_cast<std::size_t>(count));
    }
  } catch (const Fault& fault) {
    reading.fault = fault;
  }
  return reading;
}

/// Reads `stored` in blocks of several sizes.
Reading read_stored(const std::string& stored, std::size_t block_bytes) {
  static const MemoryFile file;
  const std::string path = file.write(stored);
  const Reading whole = read(path, kEnoughBytes);
  const Reading pieces = read(path, block_bytes);
  if (whole.fault) require(whole.fault->offset <= stored.size(), "a fault stands within the file");
  if (whole.data.size() < kEnoughBytes && pieces.data.size() < kEnoughBytes) {
    const std::size_t common = std::min(whole.data.size(), pieces.data.size());
    // How far liblzma comes in damaged data depends on the room that it is given.
    const bool is_damaged_xz = recognize(stored) == Format::xz && whole.fault && pieces.fault &&
                               whole.fault->kind == Diagnostic::Kind::corrupt;
    const std::size_t given_up = is_damaged_xz ? kEnoughBytes : kGivenUpBytes;
    require(whole.data.substr(0, common) == pieces.data.substr(0, common) &&
                std::max(whole.data.size(), pieces.data.size()) - common <= given_up,
            "the data don't depend on the size of the reads");
    require(whole.fault.has_value() == pieces.fault.has_value() &&
                (!whole.fault || whole.fault->kind == pieces.fault->kind),
            "the fault doesn't depend on the size of the reads");
  }
  return whole;
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
  const std::string text = input.ConsumeRemainingBytesAsString();
  std::string stored = compress(format, text);
  if (way == Way::changed) {
    char& byte = stored[position % stored.size()];
    byte = static_cast<char>(byte ^ change);
    read_stored(stored, block_bytes);
    return 0;
  }

  if (way == Way::cut) stored.resize(position % stored.size());
  if (!recognize(stored)) return 0;
  const Reading reading = read_stored(stored, block_bytes);
  if (way == Way::whole) {
    require(!reading.fault && reading.data == text, "a whole file gives its text");
  } else {
    require(reading.fault && reading.fault->kind == Diagnostic::Kind::truncated, "a cut file is reported");
    require(text.starts_with(reading.data), "a cut file gives the beginning of its text");
  }
  return 0;
}
