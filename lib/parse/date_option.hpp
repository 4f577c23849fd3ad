#pragma once

#include "parse/layout.hpp"

#include <string>
#include <string_view>

namespace culprit::parse {

/// What the options of `%d` say: `%d{ISO8601}`, `%d{HH:mm:ss.SSS, UTC}`,
/// `%d{"yyyy-MM-dd HH:mm:ss,SSS", Europe/Berlin}`, `%d{ABSOLUTE}{GMT+8}`.
struct DateOption {
  Element element;   ///< its text is the date pattern, if it has one
  std::string zone;  ///< empty if none is named
};

/// Throws Error if the pattern makes no sense.
DateOption read_date_option(std::string_view option, std::string_view second_option);

}  // namespace culprit::parse
