#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace culprit::parse {

/// What one collector put in front of one line.
struct Prefix {
  std::size_t length = 0;        ///< in bytes; 0: the line doesn't carry it
  std::string_view stream = {};  ///< whose line it says it is; a view into the line
  bool unmistakable = false;     ///< nothing but a collector writes a line's start like that
  bool complete = true;          ///< false: the stream's next line goes on in this one
  bool notice = false;           ///< the whole line is the collector's own
};

/// A way of writing prefixes. docs/parsing.md has a sample of each.
struct PrefixKind {
  /// What a line without the prefix is, where others carry it.
  enum class Others : std::uint8_t {
    strays,     ///< somebody else's
    aligned,    ///< the rest of the message above, indented by the width of its prefix
    following,  ///< the stream's whose name stands on a line of its own above
  };

  std::string_view name;
  Prefix (*match)(std::string_view line);
  Others others = Others::strays;
  bool names_stream = true;
  bool escapes_controls = false;  ///< `#012` and `#011` stand for line ends and tabs
  bool nests = false;             ///< may stand several times in front of a line
};

/// All kinds; the more specific ones first.
std::span<const PrefixKind> prefix_kinds();

}  // namespace culprit::parse
