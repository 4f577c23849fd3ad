#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace culprit::parse {

/// One line of a stack trace, told by its form alone. docs/parsing.md has the grammar.
struct TraceLine {
  enum class Kind : std::uint8_t {
    text,  ///< none of the others: a head, a part of a message, noise
    blank,
    frame,        ///< `\tat pkg.Class.method(File.java:12)`
    ruby_frame,   ///< `/path/file.rb:12:in 'method'`: in a logger's backtrace
    ruby_caller,  ///< `\tfrom /path/file.rb:12:in 'method'`: behind an error as Ruby prints it, or in front
    jruby_frame,  ///< `  method at file.rb:12`: behind an error as JRuby prints it
    elided,       ///< `\t... 12 more`
    caused_by,    ///< `Caused by: …`
    suppressed,   ///< `\tSuppressed: …`
    wrapped_by,   ///< `Wrapped by: …`, `Causing: …`
    circular,     ///< `\t[CIRCULAR REFERENCE:…]`
  };

  Kind kind = Kind::text;
  std::uint32_t indent = 0;  ///< blanks, tabs and quote marks in front
  std::uint32_t elided = 0;  ///< n of `... n more`
  std::string_view rest;     ///< what stands behind the indent and the keyword
};

TraceLine read_trace_line(std::string_view line);

/// The n behind the dots and the blank of an elided line: `n more`, `n common frames omitted`, `n frames
/// truncated`, nothing for one line of log4j2's filters, `suppressed n lines`, Ruby's `n levels...`; the
/// words may be cut by a wrapped line.
std::optional<std::uint32_t> read_elided(std::string_view text);

/// True for the frames that make up most of a crash: `\tat …`.
inline bool is_plain_frame(std::string_view line) { return line.starts_with("\tat "); }

/// What stands behind the `\tat ` of such a line.
inline std::string_view behind_at(std::string_view line) { return line.substr(4); }

}  // namespace culprit::parse
