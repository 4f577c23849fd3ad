#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace culprit::cli {

/// The text compressed, for a file whose name ends with `.gz` or `.zst`; nothing for any other. The same text
/// gives the same bytes.
std::optional<std::string> compressed_for(std::string_view path, std::string_view text);

}  // namespace culprit::cli
