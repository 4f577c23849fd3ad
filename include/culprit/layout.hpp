#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace culprit {

/// A layout of the user's own: how the header line of a record looks.
struct UserLayout {
  enum class Kind : std::uint8_t {
    /// A conversion pattern as logback and log4j2 take it:
    /// `%d{ISO8601} [%t] %-5p %c{1.} - %m%n`.
    pattern,
    /// An RE2 that matches the header line from its start, with named groups:
    /// `time`, `level`, `logger`, `thread` and `message`; others are fields of
    /// the context. `message` is the rest of the line if there is no such group.
    regex,
  };

  std::string name;  ///< what reports call it
  Kind kind = Kind::pattern;
  std::string text;
};

/// A line that fits no layout where a header might be. Its text is valid during
/// the callback that hands it over, no longer.
struct StrayLine {
  std::string_view source;
  std::uint64_t offset = 0;  ///< in decoded bytes
  std::uint64_t line = 0;    ///< number, from 1
  std::string_view text;
  bool states_time =
      false;  ///< true: it states a time as headers do; false: it stands before all headers, in no trace
};

/// How many records have headers of one layout.
struct LayoutCount {
  std::string name;
  std::uint64_t records = 0;

  bool operator==(const LayoutCount&) const = default;
};

/// Which layouts an input uses, and which of its lines fit none.
struct LayoutUse {
  struct Stray {
    std::uint64_t offset = 0;
    std::uint64_t line = 0;
    std::string text;
    bool states_time = false;
  };

  std::string source;
  std::vector<LayoutCount> layouts;  ///< in order of first appearance
  std::uint64_t stray_lines = 0;
  std::vector<Stray> first_strays;  ///< as many as somebody wants to see
};

}  // namespace culprit
