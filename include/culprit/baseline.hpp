#pragma once

#include <culprit/analyzer.hpp>
#include <culprit/compare.hpp>
#include <culprit/export.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace culprit {

/// A profile as a text to be kept and reviewed in a repository: sorted, one group
/// a line. docs/baseline.md describes it. The same causes give the same lines.
CULPRIT_EXPORT std::string write_baseline(const Profile& profile);

/// Reads such a text; `name` is what it is called in complaints, and the profile's
/// name. Throws Error, with the line, for what it can't read.
CULPRIT_EXPORT Profile read_baseline(std::string_view text, const std::string& name);

/// Reads a report of `--format json` likewise, also that of a gate. Throws Error if rows were hidden in it.
CULPRIT_EXPORT Profile read_json_report(std::string_view text, const std::string& name);

/// The profile of a run: of logs and snapshots, which are analysed together, or of one baseline
/// file or report in JSON, which is told by its content. All are decoded as logs are: docs/input.md. An input
/// that can't be read or decoded, or a baseline or report of more than 128 MiB, is a fault in
/// Profile::diagnostics; nothing of such a baseline or report counts. An Error is thrown for one that isn't
/// valid, or is among several files, and if there are no paths. Standard input is taken for a log.
CULPRIT_EXPORT Profile load_profile(const std::vector<std::string>& paths, const Options& options = {});

}  // namespace culprit
