#pragma once

#include <string_view>

namespace culprit::killbill {

/// error_codes.tsv, compiled in: a line of names, then code, name and format of
/// each, by code.
extern const std::string_view kErrorCodesFile;

}  // namespace culprit::killbill
