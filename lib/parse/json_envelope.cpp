#include "parse/json_envelope.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace culprit::parse {
namespace {

using Kind = JsonNode::Kind;

/// A member, or one of a member's: `kubernetes.pod_name` is {"kubernetes", "pod_name"}.
using Path = std::array<std::string_view, 3>;

/// Names that together tell a writer from others; those that are there are joined with `/`.
using Stream = std::array<Path, 2>;

/// An object in which somebody wrapped text.
struct EnvelopeKind {
  std::string_view text;
  std::array<std::string_view, 4> marks;  ///< it is one of these who wrapped it: members beside the text
  std::array<Stream, 3> streams;          ///< the first that is there counts
};

constexpr Stream kKubernetesStream = {{{"kubernetes", "pod_name"}, {"kubernetes", "container_name"}}};
constexpr Stream kBeatsStream = {{{"kubernetes", "pod", "name"}, {"kubernetes", "container", "name"}}};
constexpr Stream kFileStream = {{{"host", "name"}, {"log", "file", "path"}}};

constexpr EnvelopeKind kKinds[] = {
    // Kubernetes' metadata, added by fluentd, fluent-bit, vector or OpenShift; and by Filebeat.
    {"log", {"kubernetes"}, {kKubernetesStream}},
    {"message", {"kubernetes"}, {kKubernetesStream, kBeatsStream, kFileStream}},
    // Docker's json-file, and what forwards it.
    {"log", {"stream", "time", "container_id", "container_name"}, {{{{{"container_name"}}}, {{{"stream"}}}}}},
    // A line of a CRI runtime, as fluent-bit's parser of that name takes it apart.
    {"message", {"logtag"}, {{{{{"stream"}}}}}},
    // journalctl -o json
    {"MESSAGE",
     {"__REALTIME_TIMESTAMP", "_SYSTEMD_UNIT", "SYSLOG_IDENTIFIER", "_HOSTNAME"},
     {{{{{"_HOSTNAME"}, {"SYSLOG_IDENTIFIER"}}}, {{{"_SYSTEMD_UNIT"}}}}}},
    // aws logs filter-log-events, and CloudWatch Insights
    {"message",
     {"logStreamName", "ingestionTime", "logStream", "logGroup"},
     {{{{{"logStreamName"}}}, {{{"logStream"}}}}}},
    {"@message", {"@logStream", "@timestamp", "@ptr"}, {{{{{"@logStream"}}}}}},
    // Filebeat, and Logstash's inputs
    {"message", {"agent", "input", "beat", "@version"}, {{kFileStream, {{{"host"}, {"path"}}}}}},
    // gcloud logging read
    {"textPayload",
     {"insertId", "logName", "resource", "timestamp"},
     {{{{{"resource", "labels", "pod_name"}, {"resource", "labels", "container_name"}}},
       {{{"resource", "labels", "instance_id"}}},
       {{{"resource", "labels", "revision_name"}}}}}},
    // Docker's GELF driver
    {"short_message",
     {"_container_id", "_container_name", "version", "host"},
     {{{{{"_container_name"}}}, {{{"host"}}}}}},
};

std::uint32_t find(JsonDocument& document, const Path& path) {
  std::uint32_t node = 0;
  for (const std::string_view name : path) {
    if (name.empty()) break;
    node = document.find(node, name);
    if (node == 0) break;
  }
  return node;
}

std::string_view join(JsonDocument& document, std::string_view first, std::string_view second) {
  if (first.empty()) return second;
  if (second.empty()) return first;
  const std::size_t size = first.size() + 1 + second.size();
  char* const bytes = document.arena().allocate(size);
  std::memcpy(bytes, first.data(), first.size());
  bytes[first.size()] = '/';
  std::memcpy(bytes + first.size() + 1, second.data(), second.size());
  return {bytes, size};
}

JsonEnvelopeParts find_parts(JsonDocument& document, const EnvelopeKind& kind, std::uint32_t text) {
  JsonEnvelopeParts parts;
  parts.text = text;
  for (std::size_t i = 0; i < kind.streams.size(); ++i)
    for (std::size_t j = 0; j < kind.streams[i].size(); ++j)
      if (!kind.streams[i][j][0].empty()) parts.streams[i][j] = find(document, kind.streams[i][j]);
  // Docker cuts lines at 16 KiB; but for those it writes the line end, too. What forwards the lines of a
  // CRI runtime marks them instead: fluent-bit's parser in one way, its `multiline.parser` in another.
  parts.tag = document.find(0, "logtag");
  if (parts.tag == 0) parts.tag = document.find(0, "_p");
  parts.ends_lines = kind.text == "log" && document.find(0, "time") != 0;
  return parts;
}

std::string_view read_stream(JsonDocument& document, const JsonEnvelopeParts& parts) {
  const auto text = [&](std::uint32_t node) {
    return node == 0 || document.is_container(node) ? std::string_view{} : document.text(node);
  };
  for (const auto& [first, second] : parts.streams) {
    const std::string_view name = join(document, text(first), text(second));
    if (!name.empty()) return name;
  }
  return {};
}

/// journald writes a text with colours, or one that is no UTF-8, as a list of bytes.
std::optional<std::string_view> read_bytes(JsonDocument& document, std::uint32_t list) {
  std::size_t size = 0;
  for ([[maybe_unused]] const std::uint32_t byte : document.children(list)) ++size;
  if (size == 0) return std::nullopt;
  char* const bytes = document.arena().allocate(size);
  char* out = bytes;
  for (const std::uint32_t element : document.children(list)) {
    const std::string_view text = document[element].text;
    unsigned char byte = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), byte);
    if (error != std::errc() || !document.is(element, Kind::number)) return std::nullopt;
    *out++ = static_cast<char>(byte);
  }
  return std::string_view(bytes, size);
}

std::optional<std::string_view> read_text(JsonDocument& document, std::uint32_t node) {
  if (document.is(node, Kind::string)) return document.text(node);
  return document.is(node, Kind::array) ? read_bytes(document, node) : std::nullopt;
}

}  // namespace

std::optional<JsonEnvelope> read_json_envelope(JsonDocument& document, JsonEnvelopeParts& parts) {
  bool is_certain = true;
  for (const EnvelopeKind& kind : kKinds) {
    const std::uint32_t node = document.find(0, kind.text);
    if (node == 0) continue;
    const auto is_there = [&](std::string_view mark) { return !mark.empty() && document.find(0, mark) != 0; };
    if (std::ranges::none_of(kind.marks, is_there)) continue;
    is_certain = is_certain && !document.is(node, Kind::array);
    const auto text = read_text(document, node);
    if (!text) continue;
    parts = find_parts(document, kind, node);
    parts.is_certain = is_certain;
    JsonEnvelope envelope{*text, read_stream(document, parts)};
    settle_json_envelope(envelope, parts, parts.tag == 0 ? std::string_view{} : document.text(parts.tag));
    return envelope;
  }
  return std::nullopt;
}

void settle_json_envelope(JsonEnvelope& envelope, const JsonEnvelopeParts& parts, std::string_view tag) {
  const bool ends_line = envelope.text.ends_with('\n');
  if (parts.tag != 0) envelope.end = tag == "P" ? JsonTextEnd::cut : JsonTextEnd::whole;
  else if (ends_line) envelope.end = JsonTextEnd::written;
  else envelope.end = parts.ends_lines ? JsonTextEnd::missing : JsonTextEnd::whole;
  if (ends_line) envelope.text.remove_suffix(1);
  if (ends_line && envelope.text.ends_with('\r')) envelope.text.remove_suffix(1);
}

}  // namespace culprit::parse
