#pragma once

#include "summarize/tables.hpp"

#include <culprit/normalizer.hpp>
#include <culprit/summary.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace culprit::summarize {

/// Groups that differ in nothing but values, as one.
struct MergedGroup : Group {
  std::vector<std::uint64_t> causes;  ///< StoredGroup::cause of its members, in ascending order, each once
};

/// Merges the templates of the links of one class, and then the groups whose
/// chains became equal. A group that nothing was merged with stays as it is.
std::vector<MergedGroup> merge_groups(std::span<const StoredGroup* const> groups,
                                      const TemplateMerger& merger);

/// Likewise for the errors of one logger.
std::vector<ErrorGroup> merge_errors(const BoundedMap<StoredError>& errors, const TemplateMerger& merger);

/// A template's text in the form that groups are told apart by: a NUL for each placeholder, of
/// whatever kind.
std::string template_key(std::string_view text, std::span<const Template::Placeholder> placeholders);

}  // namespace culprit::summarize
