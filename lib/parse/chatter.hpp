#pragma once

#include <string_view>

namespace culprit::parse {

/// True for lines that other writers put between the lines of a log, told by
/// their shape: access logs, and what the JVM says of itself (its debugger's
/// port, warnings, garbage collections, heap dumps). They are part of no record.
bool is_chatter(std::string_view line);

}  // namespace culprit::parse
