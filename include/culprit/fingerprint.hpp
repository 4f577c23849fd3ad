#pragma once

#include <culprit/export.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace culprit {

/// Reads a fingerprint as reports print it, sixteen hexadecimal digits; nothing if it is none.
CULPRIT_EXPORT std::optional<std::uint64_t> parse_fingerprint(std::string_view text);

}  // namespace culprit
