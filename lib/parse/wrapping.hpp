#pragma once

#include "parse/json_envelope.hpp"
#include "parse/layout_set.hpp"
#include "parse/prefix.hpp"

#include <cstddef>
#include <string_view>

namespace culprit::parse {

/// What stands around the records of an input. It is decided once, by the
/// input's front alone, so that it depends neither on how the bytes come nor on
/// where they are split.
struct Wrapping {
  static constexpr std::size_t kFrontBytes = 64 << 10;

  Prefixes prefixes;            ///< in front of each line
  bool json_envelopes = false;  ///< behind the prefixes: each line is an object that holds text
  bool json_line_ends = false;  ///< these hold the lines' ends, too, where a line isn't cut
  bool json_lines = false;      ///< behind these: records or envelopes that take several lines each
  bool dateless = false;        ///< behind all: some header states a time without its date

  /// `front` are the first kFrontBytes of the input, or all of it if there is less.
  static Wrapping detect(std::string_view front, LayoutSet& layouts);

  /// Whether an envelope's text is a line, and not a piece of one.
  bool is_whole(const JsonEnvelope& envelope) const {
    return envelope.end != JsonTextEnd::cut && (envelope.end != JsonTextEnd::missing || !json_line_ends);
  }

  /// True if records stand in the input as they are.
  bool empty() const { return prefixes.empty() && !json_envelopes && !json_lines; }
};

}  // namespace culprit::parse
