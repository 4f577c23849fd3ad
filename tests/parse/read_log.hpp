#pragma once

#include "parse/record_reader.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::test {

/// A Throwable that owns its texts.
struct ReadThrowable {
  std::string class_name;
  std::string message;
  Relation relation;
  std::uint32_t parent;
  std::uint64_t frames;
  std::uint64_t elided;
  bool circular;
  std::string top_frame;

  bool operator==(const ReadThrowable&) const = default;
};

/// A parse::Record that owns its texts.
struct ReadRecord {
  std::uint64_t offset;
  std::uint64_t length;
  std::uint64_t line;
  bool bare;
  Level level;
  std::string time;  ///< ISO 8601, or empty
  std::string thread;
  std::string logger;
  std::string message;
  std::vector<std::pair<std::string, std::string>> context;
  std::vector<ReadThrowable> throwables;

  bool operator==(const ReadRecord&) const = default;
};

struct ReadLog {
  std::vector<ReadRecord> records;
  std::uint64_t lines;
  std::uint64_t headers;

  bool operator==(const ReadLog&) const = default;
};

/// The layouts and shapes of Kill Bill and the frameworks.
const parse::Grammar& grammar();

/// What a RecordReader hands over of `text`, given in chunks of `chunk` bytes.
ReadLog read_log(std::string_view text, std::size_t chunk = std::string_view::npos);

/// The throwables of a trace that stands behind the header line of a record.
std::vector<ReadThrowable> read_trace(std::string_view trace);

/// "Head: message <- Cause: message", of the throwable at `index`.
std::string chain(const std::vector<ReadThrowable>& throwables, std::size_t index = 0);

}  // namespace culprit::test
