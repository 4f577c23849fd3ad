#pragma once

#include <culprit/compare.hpp>

#include <nlohmann/json.hpp>

#include <string>

namespace culprit::render {

/// The object of schema "culprit.diff/1".
nlohmann::ordered_json comparison_json(const Comparison& comparison);

/// "java.io.IOException: disk N", "a.B - not found"
std::string shown_difference(const Difference& difference);

}  // namespace culprit::render
