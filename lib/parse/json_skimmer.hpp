#pragma once

#include "parse/json_document.hpp"
#include "parse/json_envelope.hpp"
#include "parse/json_fields.hpp"
#include "parse/json_form.hpp"

#include <culprit/level.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace culprit::parse {

/// A record of which only that much is asked: there is nothing wrong in it.
struct QuietJson {
  std::string_view layout;
  Level level = Level::unknown;
};

/// Knows lines again that are written as an earlier one was, and takes from them, without
/// reading the rest, what most lines are asked for: the level of a quiet record, and what an envelope holds.
///
/// Whatever it says is what reading the whole line would have given; of a line of
/// which it can't be sure it says nothing.
class JsonSkimmer {
public:
  /// The line's level, if it is a record below error, without a throwable or anything in
  /// its message that could hold one.
  std::optional<QuietJson> skim(std::string_view line);

  /// The text that the line holds. Valid until the next call, and no longer than the line.
  std::optional<JsonEnvelope> unwrap(std::string_view line);

  /// Learns from a line of which skim(), or unwrap(), said nothing, and which turned out to be a
  /// record of that schema, or an envelope with these parts.
  void learn(std::string_view line, JsonDocument& document, const JsonFields& fields,
             const JsonSchema& schema);
  void learn(std::string_view line, const JsonDocument& document, const JsonFields& fields,
             const JsonEnvelopeParts& parts);

private:
  /// Which values of a line are what; JsonForm::kNone if none is.
  struct Record {
    std::string_view layout;
    LevelScale scale = LevelScale::by_size;
    std::uint8_t level = JsonForm::kNone;
    std::uint8_t message = JsonForm::kNone;
    std::string level_text;  // the last one, and what it tells
    Level known_level = Level::unknown;
  };
  struct Envelope {
    std::uint8_t text = JsonForm::kNone;
    std::uint8_t tag = JsonForm::kNone;
    std::array<std::array<std::uint8_t, 2>, std::tuple_size_v<decltype(JsonEnvelopeParts::streams)>>
        streams{};
    JsonEnvelopeParts parts;
  };

  std::string_view decode(const JsonForm::Value& value);
  std::optional<std::string_view> read_stream(const Envelope& envelope);

  JsonForms<Record> records_;
  JsonForms<Envelope> envelopes_;
  JsonForm::Values values_;
  bool learns_ = false;  // the last line had no known form
  std::string decoded_;
  std::string name_;
};

}  // namespace culprit::parse
