#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string_view>

namespace culprit::corpus {

/// What is in a log, in the words of a sidecar, every key filled in. The log is
/// handed to the Analyzer in pieces of `piece_bytes`.
nlohmann::json analyze(std::string_view log, std::size_t piece_bytes);

}  // namespace culprit::corpus
