#pragma once

#include "parse/layout.hpp"

#include <culprit/timestamp.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace culprit::test {

/// A header line as a set of layouts reads it.
struct ReadHeader {
  std::string layout;  ///< empty: it is no header
  Level level = Level::unknown;
  std::string time;  ///< ISO 8601, or empty
  std::string thread;
  std::string logger;
  std::string message;
  std::map<std::string, std::string> context;
};

ReadHeader read_header(std::string_view line, std::span<const parse::Layout> layouts);

/// With the layouts of Kill Bill and the frameworks.
ReadHeader read_header(std::string_view line);

/// With a conversion pattern alone.
ReadHeader read_header(std::string_view line, std::string_view pattern);

}  // namespace culprit::test
