#pragma once

#include "parse/layout.hpp"

#include <string>
#include <string_view>

namespace culprit::parse {

/// Makes a layout of a conversion pattern as logback, log4j and log4j2 take it:
/// `%d{ISO8601} [%t] %-5p %c{1.} - %m%n`. docs/parsing.md says what of their
/// patterns is understood, and how. Throws Error if the pattern makes no sense, or
/// can't tell a header from another line (`%m%n`).
Layout compile_pattern(std::string name, std::string_view pattern);

}  // namespace culprit::parse
