#include "parse/json_record.hpp"

#include "parse/json_context.hpp"
#include "parse/json_level.hpp"
#include "parse/json_slf4j.hpp"
#include "parse/json_throwable.hpp"
#include "parse/json_time.hpp"

#include <algorithm>
#include <charconv>

namespace culprit::parse {
namespace {

using Kind = JsonNode::Kind;

/// Many times what the worst of logs has.
constexpr std::size_t kThrowables = 1024;

/// `"timestampSeconds": 1725958035, "timestampNanos": 857000000`
void add_nanos(Timestamp& time, std::string_view nanos) {
  constexpr std::int64_t kSecond = 1'000'000'000, kMillisecond = 1'000'000;
  std::int64_t value = 0;
  std::from_chars(nanos.data(), nanos.data() + nanos.size(), value);
  if (value > 0 && value < kSecond) time.milliseconds += value / kMillisecond;
}

/// What stands behind the message in a text that begins with it.
std::string_view behind(std::string_view full, std::string_view message) {
  if (full.starts_with(message)) full.remove_prefix(message.size());
  while (!full.empty() && (full.front() == '\n' || full.front() == '\r')) full.remove_prefix(1);
  return full;
}

}  // namespace

JsonLine JsonReader::read(std::string_view line) {
  records_.clear();
  extents_.clear();
  context_.clear();
  throwables_.clear();
  if (!document_.parse(line)) return {};
  fields_.read(document_, 0);
  if (read_records(line)) return {finish_records(), std::nullopt};
  JsonEnvelopeParts parts;
  if (const auto envelope = read_json_envelope(document_, parts)) {
    skimmer_.learn(line, document_, fields_, parts);
    return {{}, envelope};
  }
  // Collectors that guess a level make an envelope look like this: so it comes last.
  fields_.read(document_, 0);
  if (!fields_.is_plain_record() || !read_record(JsonFields::plain_schema(), {})) return {};
  skimmer_.learn(line, document_, fields_, JsonFields::plain_schema());
  return {finish_records(), std::nullopt};
}

std::optional<JsonEnvelope> JsonReader::unwrap(std::string_view line) {
  if (const auto envelope = skimmer_.unwrap(line)) return envelope;
  return read(line).envelope;
}

bool JsonReader::read_records(std::string_view line) {
  if (fields_.has(JsonRole::otlp)) return read_otlp();
  if (const std::uint32_t node = fields_[JsonRole::payload]; node != 0 && document_.is(node, Kind::object))
    return read_payload(node);
  const JsonSchema* const schema = fields_.schema();
  if (schema == nullptr || !read_record(*schema, {})) return false;
  skimmer_.learn(line, document_, fields_, *schema);
  return true;
}

/// Reads a record that a collector put into an object of its own, with its time and level beside.
bool JsonReader::read_payload(std::uint32_t payload) {
  JsonRecord outer;
  read_time_and_level(JsonFields::google_schema(), outer);
  fields_.read(document_, payload);
  if (!fields_.has(JsonRole::message)) return false;
  const JsonSchema* const schema = fields_.schema();
  return read_record(schema != nullptr ? *schema : JsonFields::google_schema(), outer);
}

bool JsonReader::read_otlp() {
  const std::uint32_t resources = document_.find(0, "resourceLogs");
  if (resources == 0) read_otlp_scopes(0);
  for (const std::uint32_t resource : document_.elements(resources)) read_otlp_scopes(resource);
  return !records_.empty();
}

/// Reads the records of one resource; the scope that wrote them is a logger.
void JsonReader::read_otlp_scopes(std::uint32_t resource) {
  for (const std::uint32_t scope_logs : document_.elements(document_.find(resource, "scopeLogs"))) {
    const std::uint32_t scope = document_.find(scope_logs, "scope");
    const std::uint32_t name = scope == 0 ? 0 : document_.find(scope, "name");
    JsonRecord outer;
    if (name != 0 && document_.is(name, Kind::string)) outer.logger = document_.text(name);
    for (const std::uint32_t record : document_.elements(document_.find(scope_logs, "logRecords"))) {
      if (!document_.is(record, Kind::object)) continue;
      fields_.read(document_, record);
      read_record(JsonFields::otel_schema(), outer);
    }
  }
}

/// Reads the record that fields_ hold. What `record` has counts where they tell nothing.
bool JsonReader::read_record(const JsonSchema& schema, JsonRecord record) {
  // Collectors, too, write a time and a message, but no level and no logger.
  const bool is_of_logger = fields_.has(JsonRole::level) || fields_.has(JsonRole::level_number) ||
                            fields_.has(JsonRole::logger) || fields_.has(JsonRole::thread);
  record.layout = schema.layout;
  read_time_and_level(schema, record);
  const bool is_known = record.level != Level::unknown;
  if ((!is_of_logger && !is_known) || (!record.time && !is_known)) return false;
  if (fields_.has(JsonRole::logger)) record.logger = text(JsonRole::logger);
  record.thread = text(JsonRole::thread);
  read_message(record);
  read_throwable(record);
  read_context(schema);
  if (schema.scale == LevelScale::otel) take_otel_attributes(record);
  records_.push_back(record);
  extents_.push_back({context_.size(), throwables_.size()});
  return true;
}

/// The text of a scalar; empty for others, and if there is none.
std::string_view JsonReader::text(JsonRole role) {
  const std::uint32_t node = fields_[role];
  return node == 0 || document_.is_container(node) ? std::string_view{} : document_.text(node);
}

void JsonReader::read_time_and_level(const JsonSchema& schema, JsonRecord& record) {
  for (const JsonRole role : {JsonRole::time, JsonRole::observed_time}) {
    if (!fields_.has(role)) continue;
    const auto time = read_json_time(document_, fields_[role]);
    if (!time) continue;
    record.time = time;
    break;
  }
  if (record.time && fields_.has(JsonRole::time_nanos)) add_nanos(*record.time, text(JsonRole::time_nanos));
  Level level = read_level(text(JsonRole::level), schema.scale);
  if (level == Level::unknown) level = read_level(text(JsonRole::level_number), schema.scale);
  if (level != Level::unknown) record.level = level;
}

void JsonReader::read_message(JsonRecord& record) {
  if (!fields_.has(JsonRole::message)) return;
  // log4j2 may write a MapMessage as an object: that is its text.
  record.message = document_.text(unwrap_otel_value(document_, fields_[JsonRole::message]));
  const std::uint32_t arguments = fields_[JsonRole::arguments];
  if (arguments != 0 && document_.is(arguments, Kind::array) &&
      document_.name(fields_[JsonRole::message]) != "formattedMessage")
    record.message = format_slf4j(document_, record.message, arguments);
}

void JsonReader::read_throwable(JsonRecord& record) {
  if (fields_.has(JsonRole::stack_trace))
    record.stack_trace = read_json_trace(document_, fields_[JsonRole::stack_trace]);
  else if (fields_.has(JsonRole::full_message))
    record.stack_trace = behind(text(JsonRole::full_message), record.message);
  if (const std::uint32_t node = record.stack_trace.empty() ? fields_[JsonRole::throwable] : 0; node != 0) {
    // `"error": "Bad Gateway"` is none.
    const bool is_prose = document_.is(node, Kind::string) && document_.name(node).starts_with("err");
    static const LibraryFrames none;
    const LibraryFrames& library = library_ != nullptr ? *library_ : none;
    if (!is_prose)
      record.stack_trace = read_json_throwable(document_, node, kThrowables, library, throwables_);
    return;
  }
  add_throwable(text(JsonRole::error_type), text(JsonRole::error_message));
}

void JsonReader::add_throwable(std::string_view class_name, std::string_view message) {
  if (class_name.empty()) return;
  Throwable& throwable = throwables_.emplace_back();
  throwable.class_name = class_name;
  throwable.message = message;
}

/// Where the fields of the record at hand begin.
std::size_t JsonReader::context_begin() const { return extents_.empty() ? 0 : extents_.back().context; }

void JsonReader::read_context(const JsonSchema& schema) {
  const std::size_t begin = context_begin();
  for (const JsonFields::Member& member : fields_.rest()) {
    if (JsonFields::role(member.name) == JsonRole::context && document_.is_container(member.node)) {
      add_json_context(document_, {}, member.node, begin, context_);
      continue;
    }
    std::string_view name = document_.name(member.node);
    if (!schema.rest_is_context || JsonFields::is_own(schema, member, name)) continue;
    if (name.starts_with(schema.context_prefix)) name.remove_prefix(schema.context_prefix.size());
    add_json_context(document_, name, member.node, begin, context_);
  }
}

/// What OpenTelemetry has no fields for are attributes with names of their own.
void JsonReader::take_otel_attributes(JsonRecord& record) {
  std::string_view class_name, message;
  const auto is_taken = [&](const ContextField& field) {
    if (field.name == "exception.type") class_name = field.value;
    else if (field.name == "exception.message") message = field.value;
    else if (field.name == "exception.stacktrace") record.stack_trace = field.value;
    else if (field.name == "thread.name") record.thread = field.value;
    else return false;
    return true;
  };
  const auto fields = context_.begin() + static_cast<std::ptrdiff_t>(context_begin());
  context_.erase(std::remove_if(fields, context_.end(), is_taken), context_.end());
  if (record.stack_trace.empty()) add_throwable(class_name, message);
}

std::span<const JsonRecord> JsonReader::finish_records() {
  Extent begin;
  for (std::size_t i = 0; i < records_.size(); ++i) {
    const Extent end = extents_[i];
    records_[i].context = std::span(context_).subspan(begin.context, end.context - begin.context);
    records_[i].throwables =
        std::span(throwables_).subspan(begin.throwables, end.throwables - begin.throwables);
    begin = end;
  }
  return records_;
}

}  // namespace culprit::parse
