#include "render/json_string.hpp"

#include <culprit/event.hpp>
#include <culprit/render.hpp>

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

namespace culprit {
namespace {

using render::append_json_string;

std::string_view kind_of(const Event& event) {
  if (!event.throwables.empty()) return "occurrence";
  return is_error(event.level) ? "error" : "record";
}

void put_string(std::string& json, std::string_view key, std::string_view value) {
  json.append(",\"").append(key).append("\":");
  append_json_string(json, value);
}

void put_number(std::string& json, std::string_view key, std::uint64_t value) {
  std::array<char, 20> digits;
  char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  json.append(",\"").append(key).append("\":").append(digits.data(), end);
}

void put_truth(std::string& json, std::string_view key, bool value) {
  json.append(",\"").append(key).append(value ? "\":true" : "\":false");
}

}  // namespace

struct EventWriter::State {
  explicit State(const std::vector<UserMask>& masks) : normalizer(masks) {}

  void put_template(std::string& json, std::string_view message) {
    text.clear();
    if (!message.empty()) normalizer.append_text(message, text);
    put_string(json, "template", text);
  }

  /// Finds the children of each throwable, which all stand behind it.
  void find_children(std::span<const Throwable> throwables) {
    children.resize(throwables.size());
    for (std::vector<std::size_t>& of_one : children) of_one.clear();
    for (std::size_t i = 1; i < throwables.size(); ++i) children[throwables[i].parent].push_back(i);
  }

  void put_throwable(std::string& json, std::span<const Throwable> throwables, std::size_t index) {
    const Throwable& throwable = throwables[index];
    json += "{\"class\":";
    append_json_string(json, throwable.class_name);
    put_string(json, "message", throwable.message);
    put_template(json, throwable.message);
    put_number(json, "frames", throwable.frames);
    put_string(json, "top_frame", throwable.top_frame);
    put_number(json, "elided", throwable.elided);
    put_truth(json, "circular", throwable.circular);
    json += ",\"cause\":";
    const std::size_t before = json.size();
    for (const std::size_t child : children[index])
      if (throwables[child].relation == Relation::cause) {
        put_throwable(json, throwables, child);
        break;
      }
    if (json.size() == before) json += "null";
    json += ",\"suppressed\":[";
    bool is_first = true;
    for (const std::size_t child : children[index]) {
      if (throwables[child].relation != Relation::suppressed) continue;
      if (!std::exchange(is_first, false)) json += ',';
      put_throwable(json, throwables, child);
    }
    json += "]}";
  }

  Normalizer normalizer;
  std::string text;  // of the template at hand
  std::vector<std::vector<std::size_t>> children;
};

EventWriter::EventWriter(const std::vector<UserMask>& masks) : state_(std::make_unique<State>(masks)) {}
EventWriter::~EventWriter() = default;
EventWriter::EventWriter(EventWriter&&) noexcept = default;
EventWriter& EventWriter::operator=(EventWriter&&) noexcept = default;

void EventWriter::write(const Event& event, std::string& json) {
  json.append("{\"kind\":\"").append(kind_of(event)).append("\"");
  put_string(json, "source", event.source);
  put_string(json, "stream", event.stream);
  put_string(json, "layout", event.layout);
  put_number(json, "offset", event.offset);
  put_number(json, "length", event.length);
  put_number(json, "line", event.line);
  put_truth(json, "bare", event.bare);
  if (event.time) put_string(json, "time", to_iso8601(*event.time));
  else json += ",\"time\":null";
  put_string(json, "level", event.level == Level::unknown ? std::string_view{} : to_string(event.level));
  put_string(json, "logger", event.logger);
  put_string(json, "thread", event.thread);
  json += ",\"context\":{";
  for (const ContextField& field : event.context) {
    if (json.back() != '{') json += ',';
    append_json_string(json, field.name);
    json += ':';
    append_json_string(json, field.value);
  }
  json += '}';
  put_string(json, "message", event.message);
  state_->put_template(json, event.message);
  json += ",\"throwable\":";
  if (event.throwables.empty()) {
    json += "null";
  } else {
    state_->find_children(event.throwables);
    state_->put_throwable(json, event.throwables, 0);
  }
  if (event.fingerprint != 0)
    fmt::format_to(std::back_inserter(json), ",\"fingerprint\":\"{:016x}\"", event.fingerprint);
  else json += ",\"fingerprint\":\"\"";
  json += "}\n";
}

}  // namespace culprit
