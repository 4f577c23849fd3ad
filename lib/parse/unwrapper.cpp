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
  return open(*envelope, whose.stream);
}

Unprefixed Unwrapper::open(const JsonEnvelope& envelope, std::string_view outer) {
  name_.assign(outer);
  if (!name_.empty() && !envelope.stream.empty()) name_ += ' ';
  return {name_.append(envelope.stream), envelope.text, wrapping_.is_whole(envelope), true, false};
}

}  // namespace culprit::parse
