#pragma once

#include <culprit/normalizer.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::normalization {

/// A message with its variable parts masked, in the form that grouping needs.
struct MaskedMessage {
  /// The message, white space squeezed, with a single NUL for each placeholder:
  /// all kinds alike. A NUL of the message itself is written as kNulSymbol.
  std::string key;
  std::vector<PlaceholderKind> kinds;  ///< one for each NUL in `key`, in order
  std::vector<Capture> captures;       ///< one for each kind number, in order
  std::vector<std::string_view>
      user_names;        ///< one for each kind user, in order; they live as long as the Masker
  std::uint64_t id = 0;  ///< if not 0, equal only where a Masker's keys and kinds are equal
};

/// U+2400, the picture of a NUL.
inline constexpr std::string_view kNulSymbol = "\xE2\x90\x80";

/// The typed text, for people.
Template to_template(const MaskedMessage& message);

/// Appends the same text to `text`.
void append_text(const MaskedMessage& message, std::string& text);

}  // namespace culprit::normalization
