#pragma once

#include <string_view>

namespace culprit::summarize {

/// `*` matches any characters, `?` one.
bool matches_glob(std::string_view glob, std::string_view text);

/// Likewise, a pattern without a dot is held against the simple name as well.
bool matches_class_glob(std::string_view glob, std::string_view class_name);

}  // namespace culprit::summarize
