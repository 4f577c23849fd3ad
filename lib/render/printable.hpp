#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace culprit::render {

/// Text of a log, fit to be shown: line ends, control characters, escapes that
/// would drive a terminal, and bytes that are no UTF-8 are written `\n`, `\e`,
/// `\x07`, `\xff`.
std::string printable(std::string_view text);

/// How many columns a printable text takes: its code points, two for the wide
/// characters of East Asia, none for combining ones.
std::size_t width_of(std::string_view text);

/// The length in bytes of the longest beginning of a printable text that takes
/// at most `columns`.
std::size_t prefix_of_width(std::string_view text, std::size_t columns);

}  // namespace culprit::render
