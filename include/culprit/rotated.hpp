#pragma once

#include <culprit/analyzer.hpp>
#include <culprit/export.hpp>

#include <string>
#include <vector>

namespace culprit {

/// Puts the files of a rotated log (`killbill.log`, `killbill.log.1.gz`, …) in order of
/// the time of their first record, whatever they are called. A folder stands for the files in
/// it, but not for hidden ones and further folders. What is named twice, by a link or beside its folder, is
/// there once. What has no time comes last, in order of names; so do standard input, pipes and devices, of
/// which nothing is read here. Of a file no more is read than up to its first time, or all of it if its
/// layout writes no date.
/// Throws Error if a folder can't be listed or is empty, or if the options make no sense.
CULPRIT_EXPORT std::vector<std::string> rotated_set(const std::vector<std::string>& paths,
                                                    const Options& options = {});

}  // namespace culprit
