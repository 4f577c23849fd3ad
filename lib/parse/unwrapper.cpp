#include "parse/unwrapper.hpp"

#include <utility>

namespace culprit::parse {

Unwrapper::Unwrapper(Wrapping wrapping) : wrapping_(std::move(wrapping)) {}

Unprefixed Unwrapper::read(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  Unprefixed whose{.text = line};
  if (!wrapping_.prefixes.empty()) whose = wrapping_.prefixes.strip(line);
  if (whose.notice || !wrapping_.json_envelopes) return whose;
  const auto envelope = json_.unwrap(whose.text);
  if (!envelope) {
    whose.prefixed = false;
    return whose;
  }
  name_.assign(whose.stream);
  if (!name_.empty() && !envelope->stream.empty()) name_ += ' ';
  const bool complete = envelope->end != JsonTextEnd::cut &&
                        (envelope->end != JsonTextEnd::missing || !wrapping_.json_line_ends);
  return {name_.append(envelope->stream), envelope->text, complete, true, false};
}

}  // namespace culprit::parse
