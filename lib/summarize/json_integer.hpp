#pragma once

#include <nlohmann/json.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <utility>

namespace culprit::summarize {

/// The integer that a value is; nothing if it is something else, or doesn't fit. (nlohmann's own
/// conversions cut it.)
template <std::integral Number>
std::optional<Number> json_integer(const nlohmann::json& json) {
  const auto fitting = [](auto number) {
    return std::in_range<Number>(number) ? std::optional(static_cast<Number>(number)) : std::nullopt;
  };
  if (json.is_number_unsigned()) return fitting(json.get<std::uint64_t>());
  return json.is_number_integer() ? fitting(json.get<std::int64_t>()) : std::nullopt;
}

}  // namespace culprit::summarize
