#pragma once

#include "parse/prefix_kinds.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// A line without what collectors put in front of it.
struct Unprefixed {
  /// Whose line it is: `killbill_1`, `pod/name/container`, `host killbill[123]`.
  /// Names of several prefixes are joined by a blank, the outermost first.
  /// Empty if no prefix names any.
  std::string_view stream = {};
  std::string_view text = {};  ///< several lines, if the collector wrote `#012` for their ends
  bool complete = true;        ///< false: the stream's next line goes on in the middle of this one
  bool prefixed = true;        ///< false: it names no stream, so it has that of the line before
  bool notice = false;         ///< it belongs to no log: `==> file <==`; there is no text
};

/// The prefixes that Docker, Kubernetes, syslog, CI and others put in front of
/// every line of a log: which of them an input has, and what the lines are without.
///
///   Prefixes prefixes = Prefixes::detect(head, is_header);
///   if (!prefixes.empty())
///     for (…) read(prefixes.strip(line));
///
/// docs/parsing.md has the kinds, and the rule by which they are told from logs
/// that merely resemble them. Log content never makes it throw.
class Prefixes {
public:
  /// How much of an input decides.
  static constexpr std::size_t kHeadBytes = 64 << 10;

  /// The prefixes of the input that begins with `head`: its first kHeadBytes,
  /// or all of it. `is_header` says whether a line begins a record.
  static Prefixes detect(std::string_view head, const std::function<bool(std::string_view)>& is_header);

  bool empty() const { return kinds_.empty(); }

  /// The names of the kinds, outermost first.
  std::vector<std::string_view> names() const;

  /// The line without its prefixes. A line that lacks one is taken by what the
  /// lines before it said. The result is valid until the next call, and no
  /// longer than `line`.
  Unprefixed strip(std::string_view line);

private:
  std::vector<const PrefixKind*> kinds_;  // outermost first
  std::string stream_;                    // of the last line
  std::string announced_;                 // the stream that a line of its own named
  std::string text_;                      // of a line whose control characters were escaped
  std::size_t width_ = 0;                 // of the prefix that lines are aligned to
};

}  // namespace culprit::parse
