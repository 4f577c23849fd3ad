#include "parse/json_fields.hpp"

#include <cstring>
#include <initializer_list>
#include <utility>

namespace culprit::parse {
namespace {

struct Name {
  std::string_view text;
  JsonRole role;
};

/// The names that loggers use. Of those with the same role the first one counts.
constexpr Name kNames[] = {
    {"@timestamp", JsonRole::time},
    {"instant", JsonRole::time},
    {"timeMillis", JsonRole::time},
    {"Timestamp", JsonRole::time},
    {"timestamp", JsonRole::time},
    {"timestampSeconds", JsonRole::time},
    {"time", JsonRole::time},
    {"ts", JsonRole::time},
    {"timeUnixNano", JsonRole::time},
    {"observedTimeUnixNano", JsonRole::observed_time},
    {"timestampNanos", JsonRole::time_nanos},

    {"log.level", JsonRole::level},
    {"level", JsonRole::level},
    {"severity", JsonRole::level},
    {"SeverityText", JsonRole::level},
    {"severityText", JsonRole::level},
    {"severity_text", JsonRole::level},
    {"SeverityNumber", JsonRole::level_number},
    {"severityNumber", JsonRole::level_number},
    {"severity_number", JsonRole::level_number},

    {"log.logger", JsonRole::logger},
    {"logger_name", JsonRole::logger},
    {"loggerName", JsonRole::logger},
    {"logger", JsonRole::logger},
    {"_logger", JsonRole::logger},
    {"_log_logger", JsonRole::logger},
    {"_logger_name", JsonRole::logger},
    {"ScopeName", JsonRole::logger},
    {"class", JsonRole::logger},
    {"name", JsonRole::logger},

    {"process.thread.name", JsonRole::thread},
    {"thread_name", JsonRole::thread},
    {"threadName", JsonRole::thread},
    {"thread", JsonRole::thread},
    {"_thread", JsonRole::thread},
    {"_thread_name", JsonRole::thread},
    {"_process_thread_name", JsonRole::thread},

    {"formattedMessage", JsonRole::message},
    {"message", JsonRole::message},
    {"msg", JsonRole::message},
    {"short_message", JsonRole::message},
    {"Body", JsonRole::message},
    {"body", JsonRole::message},
    {"full_message", JsonRole::full_message},
    {"arguments", JsonRole::arguments},

    {"error.stack_trace", JsonRole::stack_trace},
    {"stack_trace", JsonRole::stack_trace},
    {"stackTrace", JsonRole::stack_trace},
    {"stacktrace", JsonRole::stack_trace},
    {"_error_stack_trace", JsonRole::stack_trace},
    {"thrown", JsonRole::throwable},
    {"throwable", JsonRole::throwable},
    {"exception", JsonRole::throwable},
    {"_exception", JsonRole::throwable},
    {"err", JsonRole::throwable},
    {"error", JsonRole::throwable},
    {"error.type", JsonRole::error_type},
    {"_error_type", JsonRole::error_type},
    {"error.message", JsonRole::error_message},
    {"_error_message", JsonRole::error_message},

    {"contextMap", JsonRole::context},
    {"mdc", JsonRole::context},
    {"kvpList", JsonRole::context},
    {"labels", JsonRole::context},
    {"logging.googleapis.com/labels", JsonRole::context},
    {"Attributes", JsonRole::context},
    {"attributes", JsonRole::context},
    {"LogAttributes", JsonRole::context},

    {"jsonPayload", JsonRole::payload},
    {"structured", JsonRole::payload},
    {"log_processed", JsonRole::payload},
    {"resourceLogs", JsonRole::otlp},
    {"scopeLogs", JsonRole::otlp},
    {"log", JsonRole::group},
    {"process", JsonRole::group},
    {"process.thread", JsonRole::group},

    // These have no role: they tell one schema from another.
    {"@version", JsonRole::none},
    {"level_value", JsonRole::none},
    {"tags", JsonRole::none},
    {"HOSTNAME", JsonRole::none},
    {"caller_class_name", JsonRole::none},
    {"caller_method_name", JsonRole::none},
    {"caller_file_name", JsonRole::none},
    {"caller_line_number", JsonRole::none},
    {"line_number", JsonRole::none},
    {"file", JsonRole::none},
    {"method", JsonRole::none},
    {"source_host", JsonRole::none},
    {"stack_hash", JsonRole::none},
    {"root_cause_class_name", JsonRole::none},
    {"endOfBatch", JsonRole::none},
    {"loggerFqcn", JsonRole::none},
    {"context", JsonRole::none},
    {"sequence", JsonRole::none},
    {"loggerClassName", JsonRole::none},
    {"ndc", JsonRole::none},
    {"ecs.version", JsonRole::none},
    {"ecs", JsonRole::none},
    {"service", JsonRole::none},
    {"event", JsonRole::none},
    {"agent", JsonRole::none},
    {"data_stream", JsonRole::none},
    {"host", JsonRole::none},
    {"version", JsonRole::none},
    {"_level_name", JsonRole::none},
    {"_process_pid", JsonRole::none},
    {"pid", JsonRole::none},
    {"hostname", JsonRole::none},
    {"v", JsonRole::none},
    {"kubernetes", JsonRole::none},
    {"stream", JsonRole::none},
    {"logging.googleapis.com/insertId", JsonRole::none},
    {"logging.googleapis.com/sourceLocation", JsonRole::none},
    {"logging.googleapis.com/trace", JsonRole::none},
    {"logging.googleapis.com/spanId", JsonRole::none},
    {"serviceContext", JsonRole::none},
};
constexpr std::size_t kNameCount = std::size(kNames);
static_assert(kNameCount <= kJsonNames);

constexpr std::size_t kSlots = 512;

constexpr std::size_t hash(std::string_view text) {
  const auto at = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(text[i])}; };
  return (text.size() * 31 + at(0) * 7 + at(text.size() / 2) * 131 + at(text.size() - 1) * 17) % kSlots;
}

constexpr auto kTable = [] {
  std::array<std::uint8_t, kSlots> slots{};
  slots.fill(JsonFields::kUnknown);
  for (std::size_t name = 0; name < kNameCount; ++name) {
    std::size_t slot = hash(kNames[name].text);
    while (slots[slot] != JsonFields::kUnknown) slot = (slot + 1) % kSlots;
    slots[slot] = static_cast<std::uint8_t>(name);
  }
  return slots;
}();

constexpr std::uint8_t find_name(std::string_view text) {
  if (text.empty()) return JsonFields::kUnknown;
  for (std::size_t slot = hash(text); kTable[slot] != JsonFields::kUnknown; slot = (slot + 1) % kSlots)
    if (kNames[kTable[slot]].text == text) return kTable[slot];
  return JsonFields::kUnknown;
}

consteval JsonNames names(std::initializer_list<std::string_view> texts) {
  JsonNames set;
  for (const std::string_view text : texts) set.add(find_name(text));  // fails to compile if it is unknown
  return set;
}

/// In this order: a later one may have the names of an earlier one, too.
constexpr JsonSchema kSchemas[] = {
    {.layout = "json-log4j2",
     .all = names({"loggerName", "message"}),
     .any = names({"instant", "timeMillis", "endOfBatch", "loggerFqcn"})},
    {.layout = "json-jboss",
     .all = names({"loggerName", "message", "level"}),
     .any = names({"loggerClassName", "sequence", "ndc"})},
    {.layout = "json-logback",
     .all = names({"loggerName", "level", "timestamp"}),
     .any = names({"message", "formattedMessage"})},
    {.layout = "json-ecs",
     .all = names({"@timestamp", "message"}),
     .any = names({"log.level", "ecs.version", "ecs"}),
     .own = names({"ecs", "ecs.version", "service", "event", "host", "agent", "data_stream", "tags", "log",
                   "process", "error", "stream"}),
     .rest_is_context = true},
    {.layout = "json-logstash",
     .all = names({"@timestamp", "message"}),
     .any = names({"@version", "logger_name", "thread_name", "level_value"}),
     .own = names({"@version", "level_value", "tags", "HOSTNAME", "caller_class_name", "caller_method_name",
                   "caller_file_name", "caller_line_number", "line_number", "file", "method", "class",
                   "source_host", "stack_hash", "root_cause_class_name", "kubernetes", "stream"}),
     .rest_is_context = true},
    {.layout = "json-tomcat", .all = names({"time", "level", "thread", "class", "method", "message"})},
    {.layout = "json-logback-contrib",
     .all = names({"timestamp", "level", "logger", "message"}),
     .any = names({"thread", "mdc", "context"})},
    {.layout = "json-bunyan",
     .all = names({"level", "time", "msg"}),
     .any = names({"pid", "hostname", "v"}),
     .own = names({"pid", "hostname", "v"}),
     .rest_is_context = true,
     .scale = LevelScale::bunyan},
    {.layout = "json-gelf",
     .all = names({"short_message", "level"}),
     .any =
         names({"_logger", "_logger_name", "_log_logger", "_thread", "_thread_name", "_process_thread_name"}),
     .own = names({"version", "host", "_level_name", "_process_pid"}),
     .rest_is_context = true,
     .context_prefix = "_",
     .scale = LevelScale::syslog},
};

constexpr JsonSchema kGoogle{
    .layout = "json-gcp",
    .all = names({"severity", "message"}),
    .any = names({"timestamp", "time", "timestampSeconds", "logging.googleapis.com/labels",
                  "logging.googleapis.com/insertId", "logging.googleapis.com/sourceLocation",
                  "logging.googleapis.com/trace", "logging.googleapis.com/spanId", "serviceContext"}),
    .own = names({"context", "serviceContext", "logging.googleapis.com/insertId",
                  "logging.googleapis.com/sourceLocation", "logging.googleapis.com/trace",
                  "logging.googleapis.com/spanId"}),
    .rest_is_context = true,
    .scale = LevelScale::google};

constexpr JsonSchema kOtel{.layout = "json-otel",
                           .any = names({"SeverityText", "SeverityNumber", "severityText", "severityNumber",
                                         "severity_text", "severity_number", "timeUnixNano"}),
                           .scale = LevelScale::otel};

constexpr JsonSchema kPlain{.layout = "json",
                            .own = names({"pid", "hostname", "v", "version", "host", "kubernetes", "stream"}),
                            .rest_is_context = true};

}  // namespace

JsonRole JsonFields::role(std::uint8_t name) { return name == kUnknown ? JsonRole::none : kNames[name].role; }

bool JsonFields::is_own(const JsonSchema& schema, Member member, std::string_view name) {
  if (member.name != kUnknown) return schema.own.has(member.name);
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return false;
  const std::uint8_t group = find_name(name.substr(0, dot));
  return group != kUnknown && schema.own.has(group);
}

bool JsonFields::is_plain_record() const {
  return has(JsonRole::time) && has(JsonRole::level) && has(JsonRole::message);
}

const JsonSchema& JsonFields::google_schema() { return kGoogle; }
const JsonSchema& JsonFields::otel_schema() { return kOtel; }
const JsonSchema& JsonFields::plain_schema() { return kPlain; }

const JsonSchema* JsonFields::schema() const {
  const auto fits = [&](const JsonSchema& schema) {
    return names_.contains(schema.all) && (schema.any.empty() || names_.intersects(schema.any));
  };
  for (const JsonSchema& schema : kSchemas)
    if (fits(schema)) return &schema;
  if (fits(kGoogle)) return &kGoogle;
  return has(JsonRole::message) && fits(kOtel) ? &kOtel : nullptr;
}

void JsonFields::read(JsonDocument& document, std::uint32_t object) {
  holders_.fill({0, kUnknown});
  names_ = {};
  rest_.clear();
  for (const std::uint32_t member : document.children(object)) add(document, member, document.name(member));
}

void JsonFields::add(JsonDocument& document, std::uint32_t node, std::string_view name) {
  const std::uint8_t number = find_name(name);
  const bool is_repeated = number != kUnknown && names_.has(number);
  if (number != kUnknown) names_.add(number);
  if (is_repeated || document.is(node, JsonNode::Kind::null)) return;
  const JsonRole its_role = role(number);
  if (its_role == JsonRole::group && document.is(node, JsonNode::Kind::object)) {
    add_group(document, node, name);
    return;
  }
  Member loser{node, number};
  if (its_role != JsonRole::none && its_role != JsonRole::context && its_role != JsonRole::group) {
    Member& holder = holders_[static_cast<std::size_t>(its_role)];
    if (number < holder.name) std::swap(holder, loser);
  }
  if (loser.node != 0) rest_.push_back(loser);
}

/// Adds an object's members under their dotted names; those without a role are left out.
void JsonFields::add_group(JsonDocument& document, std::uint32_t group, std::string_view prefix) {
  std::array<char, 64> path;
  std::memcpy(path.data(), prefix.data(), prefix.size());
  path[prefix.size()] = '.';
  for (const std::uint32_t member : document.children(group)) {
    const std::string_view name = document.name(member);
    const std::size_t size = prefix.size() + 1 + name.size();
    if (size > path.size()) continue;
    std::memcpy(path.data() + prefix.size() + 1, name.data(), name.size());
    const std::string_view dotted(path.data(), size);
    if (find_name(dotted) != kUnknown) add(document, member, dotted);
  }
}

}  // namespace culprit::parse
