#pragma once

#include "parse/json_document.hpp"
#include "parse/json_envelope.hpp"
#include "parse/json_fields.hpp"
#include "parse/json_skimmer.hpp"
#include "parse/library_frames.hpp"

#include <culprit/event.hpp>
#include <culprit/level.hpp>
#include <culprit/timestamp.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// A record that a logger wrote as a JSON object.
struct JsonRecord {
  std::string_view layout;        ///< "json-logstash", "json-log4j2", "json-ecs", …
  std::optional<Timestamp> time;  ///< as far as it is told: without zone it stays without
  Level level = Level::unknown;
  std::string_view logger;
  std::string_view thread;
  std::string_view message;
  /// The MDC's fields that aren't empty: nested ones under their names joined with dots, values as text.
  std::span<const ContextField> context;
  std::string_view stack_trace;  ///< as printed, to be parsed as such; empty if there is none
  /// As objects: as in Event::throwables. Beside a stack_trace it is its head alone, as the
  /// record names it: it counts, as a toString() may hide the class.
  std::span<const Throwable> throwables;
};

/// What a line of JSON is: records, an envelope, or neither: then it is text like any other.
struct JsonLine {
  std::span<const JsonRecord> records;  ///< several only from OpenTelemetry's exporters
  std::optional<JsonEnvelope> envelope;

  explicit operator bool() const { return !records.empty() || envelope; }
};

/// Reads log records in JSON, and the envelopes that collectors wrap lines in.
///
///   JsonReader reader;
///   const JsonLine json = reader.read(line);
///   for (const JsonRecord& record : json.records) …
///
/// An object is a record if its names are those of a layout that docs/parsing.md lists; a
/// JSON body in a message is none. All views are valid until the next read(), and no longer than the line:
/// who reads an envelope's text as JSON needs another reader. Memory is reused; a quiet record allocates
/// nothing. Log content never makes it throw.
class JsonReader {
public:
  JsonReader() = default;
  /// `library` tells which frames are not Throwable::top_frame, and must outlive the
  /// reader; without it any may be.
  explicit JsonReader(const LibraryFrames& library) : library_(&library) {}

  JsonLine read(std::string_view line);

  /// What read() would say of a quiet record, for less, if the line is written as one before it.
  /// Nothing if it isn't, or if there may be more in it: then read() it.
  std::optional<QuietJson> skim(std::string_view line) { return skimmer_.skim(line); }

  /// As read(), of which it returns the envelope alone, for less.
  std::optional<JsonEnvelope> unwrap(std::string_view line);

private:
  /// Where a record's context and throwables end in context_ and throwables_.
  struct Extent {
    std::size_t context = 0;
    std::size_t throwables = 0;
  };

  bool read_records(std::string_view line);
  bool read_payload(std::uint32_t payload);
  bool read_otlp();
  void read_otlp_scopes(std::uint32_t resource);
  bool read_record(const JsonSchema& schema, JsonRecord record);
  void read_time_and_level(const JsonSchema& schema, JsonRecord& record);
  void read_message(JsonRecord& record);
  void read_throwable(JsonRecord& record);
  void add_throwable(std::string_view class_name, std::string_view message);
  std::size_t context_begin() const;
  void read_context(const JsonSchema& schema);
  void take_otel_attributes(JsonRecord& record);
  std::string_view text(JsonRole role);
  std::span<const JsonRecord> finish_records();

  const LibraryFrames* library_ = nullptr;
  JsonDocument document_;
  JsonSkimmer skimmer_;
  JsonFields fields_;
  std::vector<JsonRecord> records_;
  std::vector<Extent> extents_;
  std::vector<ContextField> context_;
  std::vector<Throwable> throwables_;
};

}  // namespace culprit::parse
