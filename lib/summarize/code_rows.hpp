#pragma once

#include "summarize/tables.hpp"

#include <culprit/summary.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace culprit::summarize {

/// Occurrences and errors by the error code that they state; of a chain's codes the innermost one is meant.
/// The row without a name has those that state none, and those of which no message was kept.
std::vector<AspectRow> rows_by_code(std::span<const StoredGroup* const> groups,
                                    const BoundedMap<StoredError>& errors, std::uint64_t folded_occurrences,
                                    std::uint64_t folded_errors);

}  // namespace culprit::summarize
