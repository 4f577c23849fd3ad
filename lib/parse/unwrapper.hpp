#pragma once

#include "parse/json_record.hpp"
#include "parse/wrapping.hpp"

#include <string>
#include <string_view>

namespace culprit::parse {

/// Takes off what stands around the lines of an input: prefixes, and behind them
/// envelopes in JSON.
class Unwrapper {
public:
  explicit Unwrapper(Wrapping wrapping);

  /// Whose `line` is, and what is left of it. It has no line end, or just a CR. The
  /// result is valid until the next call, and no longer than the line.
  Unprefixed read(std::string_view line);

  /// Likewise, of an envelope that took several lines in the stream `outer`. The result is valid
  /// until the next call of either, and no longer than the envelope.
  Unprefixed open(const JsonEnvelope& envelope, std::string_view outer);

private:
  Wrapping wrapping_;
  JsonReader json_;
  std::string name_;
};

}  // namespace culprit::parse
