#pragma once

#include <culprit/export.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace culprit {

/// Something about the input, or about the limits it ran into, that a reader
/// of the report must know.
struct Diagnostic {
  enum class Kind : std::uint8_t {
    unreadable,  ///< the input could not be opened or read
    truncated,   ///< compressed data ends before its end mark
    corrupt,     ///< compressed data that can't be decoded
    long_line,   ///< a line was longer than Limits::line_bytes; its head was kept
    folded,      ///< more distinct groups than Limits::summary_bytes holds; the rest was counted together
    stopped,     ///< reading was ended there: Options::stop
  };

  std::string source;        ///< the input's name, as it was given; empty if it concerns all inputs
  std::uint64_t offset = 0;  ///< bytes from the start of the file, as stored (faults) or decoded (long_line)
  Kind kind = Kind::unreadable;
  std::string message;  ///< one line, without source and offset

  /// True if part of an input could not be analysed.
  bool is_fault() const { return kind <= Kind::corrupt || kind == Kind::stopped; }

  bool operator==(const Diagnostic&) const = default;
};

/// "truncated", "long_line", …
CULPRIT_EXPORT std::string_view to_string(Diagnostic::Kind kind);

}  // namespace culprit
