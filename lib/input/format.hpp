#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace culprit::input {

/// How an input is compressed.
enum class Format : std::uint8_t { gzip, zstd, bzip2, xz };

/// "gzip", "zstd", …
std::string_view to_string(Format format);

/// As many bytes as recognize() needs to be sure.
inline constexpr std::size_t kMagicBytes = 10;

/// The format that data which begin with `head` are compressed in; nothing if
/// they aren't, or are shorter than the format's mark.
std::optional<Format> recognize(std::string_view head);

/// True if `bytes` are the first part of a mark of `format`, but not all of it.
bool is_partial_magic(std::string_view bytes, Format format);

/// Zero bytes may stand behind compressed data in multiples of this; 0 if they
/// may not. gzip's come from tapes and block devices, xz's are in its standard.
std::size_t padding_unit(Format format);

}  // namespace culprit::input
