#pragma once

#include <culprit/compare.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace culprit::render {

/// The object of schema "culprit.diff/1".
nlohmann::ordered_json comparison_json(const Comparison& comparison);

/// "java.io.IOException: disk N", "a.B - not found"
std::string shown_difference(const Difference& difference);

/// How it changed, in words and rates.
std::string shown_change(const Difference& difference, Per per);

/// What about a run, the "base" or the "current" one, limits what can be said of both.
std::vector<std::string> notes_of(const Profile& run, std::string_view which);

}  // namespace culprit::render
