#include "input/format.hpp"

#include <algorithm>

namespace culprit::input {
namespace {

using namespace std::string_view_literals;

/// The bytes a member, frame or stream begins with.
struct Magic {
  Format format;
  std::string_view bytes;
  std::size_t nibble;  ///< the byte whose lower half may be anything; npos if none
};

constexpr std::size_t npos = std::string_view::npos;

/// bzip2's "BZh" and a digit may well begin a text; what stands behind it, the
/// digits of pi for a block and of its root for the end, won't.
constexpr Magic kMagics[] = {
    {Format::gzip, "\x1f\x8b"sv, npos},
    {Format::zstd, "\x28\xb5\x2f\xfd"sv, npos},
    {Format::zstd, "\x50\x2a\x4d\x18"sv, 0},  // a skippable frame: pzstd begins with one
    {Format::bzip2, "BZh0\x31\x41\x59\x26\x53\x59"sv, 3},
    {Format::bzip2, "BZh0\x17\x72\x45\x38\x50\x90"sv, 3},
    {Format::xz, "\xfd\x37\x7a\x58\x5a\0"sv, npos},
};

bool agree(std::string_view bytes, const Magic& magic) {
  for (std::size_t i = 0; i < std::min(bytes.size(), magic.bytes.size()); ++i) {
    const int difference = static_cast<unsigned char>(bytes[i]) ^ static_cast<unsigned char>(magic.bytes[i]);
    if ((i == magic.nibble ? difference & 0xf0 : difference) != 0) return false;
  }
  return true;
}

}  // namespace

std::string_view to_string(Format format) {
  switch (format) {
    case Format::gzip: return "gzip";
    case Format::zstd: return "zstd";
    case Format::bzip2: return "bzip2";
    case Format::xz: return "xz";
  }
  return "";
}

std::optional<Format> recognize(std::string_view head) {
  for (const Magic& magic : kMagics)
    if (head.size() >= magic.bytes.size() && agree(head, magic)) return magic.format;
  return std::nullopt;
}

bool is_partial_magic(std::string_view bytes, Format format) {
  return std::any_of(std::begin(kMagics), std::end(kMagics), [&](const Magic& magic) {
    return magic.format == format && bytes.size() < magic.bytes.size() && agree(bytes, magic);
  });
}

std::size_t padding_unit(Format format) {
  switch (format) {
    case Format::gzip: return 1;
    case Format::xz: return 4;
    case Format::zstd:
    case Format::bzip2: return 0;
  }
  return 0;
}

}  // namespace culprit::input
