#include "parse/json_skimmer.hpp"

#include "parse/json_level.hpp"
#include "parse/json_text.hpp"

namespace culprit::parse {
namespace {

using Kind = JsonNode::Kind;

/// Whether a message may have several lines when it is decoded.
bool may_hold_line_end(const JsonForm::Value& message) {
  const std::string_view text = message.text;
  if (text.find('\n') != std::string_view::npos) return true;
  if (!message.has_escapes) return false;
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 2))
    if (const char escaped = at + 1 < text.size() ? text[at + 1] : 'n'; escaped == 'n' || escaped == 'u')
      return true;
  return false;
}

/// Whether names alone decide that the fields are no record.
bool is_surely_no_record(const JsonDocument& document, const JsonFields& fields) {
  const std::uint32_t payload = fields[JsonRole::payload];
  if (fields.has(JsonRole::otlp) || (payload != 0 && document.is(payload, Kind::object))) return false;
  return fields.schema() == nullptr || !(fields.has(JsonRole::level) || fields.has(JsonRole::level_number) ||
                                         fields.has(JsonRole::logger) || fields.has(JsonRole::thread));
}

bool has_arrays(const JsonDocument& document) {
  for (std::uint32_t node = 0; node < document[0].end; ++node)
    if (document.is(node, Kind::array)) return true;
  return false;
}

}  // namespace

std::optional<QuietJson> JsonSkimmer::skim(std::string_view line) {
  Record* const record = records_.find(line, values_);
  learns_ = record == nullptr && records_.learns();
  if (record == nullptr) return std::nullopt;
  const JsonForm::Value& level = values_[record->level];
  if (level.has_escapes) return std::nullopt;
  if (level.text != record->level_text) {
    record->level_text = level.text;
    record->known_level = read_level(level.text, record->scale);
  }
  if (record->known_level == Level::unknown || is_error(record->known_level)) return std::nullopt;
  if (record->message != JsonForm::kNone && may_hold_line_end(values_[record->message])) return std::nullopt;
  return QuietJson{record->layout, record->known_level};
}

void JsonSkimmer::learn(std::string_view line, JsonDocument& document, const JsonFields& fields,
                        const JsonSchema& schema) {
  if (!learns_) return;
  learns_ = false;
  // In front of a record without a time stands one that may be the last to have one.
  if (!fields.has(JsonRole::time) && !fields.has(JsonRole::observed_time)) return;
  // What these hold is looked at.
  for (const JsonRole role : {JsonRole::stack_trace, JsonRole::full_message, JsonRole::throwable,
                              JsonRole::error_type, JsonRole::arguments})
    if (fields.has(role)) return;
  if (schema.scale == LevelScale::otel) return;
  // A list may be an envelope's text, byte by byte: a record comes after it where only a
  // time, a level and a message tell it.
  if (&schema == &JsonFields::plain_schema() && has_arrays(document)) return;
  Record record;
  record.layout = schema.layout;
  record.scale = schema.scale;
  const JsonRole role = fields.has(JsonRole::level) ? JsonRole::level : JsonRole::level_number;
  record.level = JsonForm::index_of(document, fields[role]);
  if (record.level == JsonForm::kNone) return;
  if (read_level(document.text(fields[role]), schema.scale) == Level::unknown) return;
  if (const std::uint32_t message = fields[JsonRole::message]; message != 0) {
    if (!document.is(message, Kind::string)) return;
    record.message = JsonForm::index_of(document, message);
    if (record.message == JsonForm::kNone) return;
  }
  records_.learn(JsonForm(document, line), record);
}

std::optional<JsonEnvelope> JsonSkimmer::unwrap(std::string_view line) {
  const Envelope* const known = envelopes_.find(line, values_);
  learns_ = known == nullptr && envelopes_.learns();
  if (known == nullptr) return std::nullopt;
  const auto stream = read_stream(*known);
  if (!stream) return std::nullopt;
  std::string_view tag;
  if (known->tag != JsonForm::kNone) {
    if (values_[known->tag].has_escapes) return std::nullopt;
    tag = values_[known->tag].text;
  }
  JsonEnvelope envelope{decode(values_[known->text]), *stream};
  settle_json_envelope(envelope, known->parts, tag);
  return envelope;
}

/// A name with escapes is left to others.
std::optional<std::string_view> JsonSkimmer::read_stream(const Envelope& envelope) {
  for (const auto& [first, second] : envelope.streams) {
    std::string_view names[2];
    for (const auto& [index, name] : {std::pair{first, &names[0]}, std::pair{second, &names[1]}}) {
      if (index == JsonForm::kNone) continue;
      if (values_[index].has_escapes) return std::nullopt;
      *name = values_[index].text;
    }
    if (names[0].empty() && names[1].empty()) continue;
    if (names[0].empty() || names[1].empty()) return names[0].empty() ? names[1] : names[0];
    return name_.assign(names[0]).append("/").append(names[1]);
  }
  return std::string_view{};
}

std::string_view JsonSkimmer::decode(const JsonForm::Value& value) {
  if (!value.has_escapes) return value.text;
  // Most have one escape, the `\n` at their end.
  if (decoded_.size() < value.text.size()) decoded_.resize(value.text.size());
  const char* const end = decode_json_string(value.text, decoded_.data());
  return {decoded_.data(), static_cast<std::size_t>(end - decoded_.data())};
}

void JsonSkimmer::learn(std::string_view line, const JsonDocument& document, const JsonFields& fields,
                        const JsonEnvelopeParts& parts) {
  if (!learns_) return;
  learns_ = false;
  if (!parts.is_certain || !is_surely_no_record(document, fields)) return;
  bool is_known = true;
  // A container, and null, say nothing.
  const auto index_of = [&](std::uint32_t node) {
    const std::uint8_t index = JsonForm::index_of(document, node);
    if (index == JsonForm::kNone && node != 0)
      is_known = is_known && (document.is_container(node) || document.is(node, Kind::null));
    return index;
  };
  Envelope envelope;
  envelope.parts = parts;
  envelope.text = index_of(parts.text);
  envelope.tag = index_of(parts.tag);
  for (std::size_t i = 0; i < parts.streams.size(); ++i)
    envelope.streams[i] = {index_of(parts.streams[i][0]), index_of(parts.streams[i][1])};
  if (!is_known || envelope.text == JsonForm::kNone) return;
  if ((parts.tag != 0) != (envelope.tag != JsonForm::kNone)) return;
  envelopes_.learn(JsonForm(document, line), envelope);
}

}  // namespace culprit::parse
