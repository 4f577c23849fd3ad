#pragma once

#include "parse/json_document.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace culprit::parse {

/// Whether an envelope's text is a whole line, or a piece of one that goes on in the stream's next envelope.
enum class JsonTextEnd : std::uint8_t {
  whole,    ///< as a tag says, or because nobody cuts lines in envelopes of that kind
  written,  ///< whole: its line end was in the text
  missing,  ///< a piece where others have their line ends; whole where somebody took all of them off
  cut,      ///< a piece, as a tag says
};

/// Text that a runtime or a collector wrapped in a JSON object: to be parsed as text.
struct JsonEnvelope {
  std::string_view text;    ///< one line or several; a line end at its end is dropped
  std::string_view stream;  ///< what tells its writer from others: `stdout`, `my-pod/killbill`
  JsonTextEnd end = JsonTextEnd::whole;
};

/// Where the parts of an envelope stand in its document; 0 is what isn't there.
struct JsonEnvelopeParts {
  /// Names that together tell a writer from others; those that are there are joined with `/`.
  using Stream = std::array<std::uint32_t, 2>;

  std::uint32_t text = 0;
  std::array<Stream, 3> streams{};  ///< the first that is there counts
  std::uint32_t tag = 0;            ///< tells a piece of a line from a whole one
  bool ends_lines = false;          ///< without a tag, a text without line end is a piece
  bool is_certain = false;          ///< false: values could have made another envelope of it
};

/// The document's text, if it is an envelope of a kind that docs/parsing.md lists. Valid
/// until the document's next parse(). Where it stands is left in `parts`.
std::optional<JsonEnvelope> read_json_envelope(JsonDocument& document, JsonEnvelopeParts& parts);

/// Ends an envelope whose text is as it was written, with the tag's text: its text is left without line end.
void settle_json_envelope(JsonEnvelope& envelope, const JsonEnvelopeParts& parts, std::string_view tag);

}  // namespace culprit::parse
