#pragma once

#include <culprit/export.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace culprit {

/// The severity of a record, from least to most severe. The dialects of the
/// Java world are folded into these: FINEST and FINER are TRACE, FINE and
/// CONFIG are DEBUG, WARNING is WARN, SEVERE is ERROR.
enum class Level : std::uint8_t { unknown, trace, debug, info, warn, error, fatal };

inline constexpr std::size_t kLevelCount = 7;

/// True for the levels whose records count as errors: ERROR (SEVERE) and FATAL.
constexpr bool is_error(Level level) { return level >= Level::error; }

/// "ERROR", "WARN", …; "UNKNOWN" for Level::unknown.
CULPRIT_EXPORT std::string_view to_string(Level level);

/// Reads any dialect's name in either case ("SEVERE", "warning"); nothing if it names no level.
CULPRIT_EXPORT std::optional<Level> parse_level(std::string_view name);

}  // namespace culprit
