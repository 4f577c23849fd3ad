#pragma once

#include "parse/trace_line.hpp"
#include "text/ascii.hpp"

#include <cstddef>
#include <string_view>

namespace culprit::parse {

/// Where in a frame's line the next record's header may begin, or 0: log4j2's
/// `%ex{short}` ends without a newline.
inline std::size_t find_header_behind_frame(std::string_view line) {
  const std::size_t behind = line.find(')') + 1;
  return behind != 0 && behind < line.size() && text::is_digit(line[behind]) ? behind : 0;
}

/// A frame that ends where its line does.
inline bool is_whole_frame(std::string_view line) {
  return is_plain_frame(line) && find_header_behind_frame(line) == 0;
}

}  // namespace culprit::parse
