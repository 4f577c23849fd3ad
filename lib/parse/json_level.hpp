#pragma once

#include <culprit/level.hpp>

#include <cstdint>
#include <string_view>

namespace culprit::parse {

/// How numbers tell levels.
enum class LevelScale : std::uint8_t {
  by_size,  ///< whoever wrote it: the scales below overlap little
  java,     ///< 40000 is ERROR, as in logback
  bunyan,   ///< 50 is error
  syslog,   ///< 3 is error, and lower numbers are worse
  google,   ///< 500 is ERROR
  otel,     ///< 17 to 20 are ERROR
};

/// The level that a value tells: a name of any dialect, in either case, or a number
/// on that scale, also in quotes. A name of somebody's own is Level::unknown.
Level read_level(std::string_view text, LevelScale scale);

}  // namespace culprit::parse
