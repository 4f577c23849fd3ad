#pragma once

#include "parse/json_document.hpp"

#include <culprit/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace culprit::parse {

/// The time that a value tells: ISO 8601, with any fraction and zone; a number of seconds,
/// milliseconds, microseconds or nanoseconds since 1970, also one in quotes; or an
/// object of seconds and nanoseconds, `{"epochSecond": …, "nanoOfSecond": …}`.
std::optional<Timestamp> read_json_time(JsonDocument& document, std::uint32_t node);

/// The same of a text. Which unit a number has shows from its size: no log is
/// older than 1973, or of the year 5138.
std::optional<Timestamp> read_time_text(std::string_view text);

}  // namespace culprit::parse
