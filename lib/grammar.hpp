#pragma once

#include "parse/record_reader.hpp"

#include <culprit/layout.hpp>

#include <string>
#include <vector>

namespace culprit {

/// All that culprit knows of logs, and what the user adds: `layouts`, the time zone
/// of layouts without one, and how frames of further libraries begin. Throws Error if a
/// layout, the zone or a beginning makes no sense.
parse::Grammar make_grammar(const std::vector<UserLayout>& layouts = {}, const std::string& timezone = {},
                            std::vector<std::string> library_frames = {});

}  // namespace culprit
