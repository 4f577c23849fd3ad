#pragma once

#include "summarize/tables.hpp"

#include <culprit/summary.hpp>

#include <span>
#include <vector>

namespace culprit::summarize {

/// Occurrences and errors by the error code that they state; of a chain's codes the innermost one is meant.
/// The row without a name has those that state none, and what is counted in `totals` alone, as no message of
/// it was kept.
std::vector<AspectRow> rows_by_code(std::span<const StoredGroup* const> groups,
                                    const BoundedMap<StoredError>& errors, const Totals& totals);

}  // namespace culprit::summarize
