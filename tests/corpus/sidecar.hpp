#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace culprit::corpus {

/// Holds what was read in a log against what its sidecar states; see
/// testdata/corpus/README.md. Empty if they agree, otherwise the parts that
/// differ, both sides of each.
std::string differences(const nlohmann::json& sidecar, const nlohmann::json& reading);

}  // namespace culprit::corpus
