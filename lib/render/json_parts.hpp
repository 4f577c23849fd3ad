#pragma once

#include <culprit/problem.hpp>
#include <culprit/summary.hpp>
#include <culprit/timestamp.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <vector>

namespace culprit::render {

/// Adds first_seen and last_seen: strings, or null where the log tells no time.
void put_seen(nlohmann::ordered_json& json, const std::optional<TimeSpan>& seen);

/// An array of the links, each with its class, template and sample.
nlohmann::ordered_json chain_json(const std::vector<ChainLink>& chain);

/// An array of the problems, with all that they say.
nlohmann::ordered_json problems_json(const std::vector<Problem>& problems);

}  // namespace culprit::render
