#pragma once

#include <culprit/timestamp.hpp>

#include <nlohmann/json.hpp>

#include <optional>

namespace culprit::render {

/// Adds first_seen and last_seen: strings, or null where the log tells no time.
void put_seen(nlohmann::ordered_json& json, const std::optional<TimeSpan>& seen);

}  // namespace culprit::render
