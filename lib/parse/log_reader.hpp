#pragma once

#include "parse/record_reader.hpp"
#include "parse/streams_reader.hpp"
#include "parse/wrapping.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// Reads an input of any kind: looks at its front to see how its lines are
/// wrapped, and lets the reader for that do the rest.
class LogReader {
public:
  /// `grammar`, `memos` and `sink` must outlive the reader.
  LogReader(const Grammar& grammar, const RecordReader::Settings& settings, Memos& memos, RecordSink& sink,
            LineLimit limit);

  /// As RecordReader::restrict_to(), for a part of an input that is known not to
  /// be wrapped.
  void restrict_to(std::uint64_t begin, std::uint64_t end);

  bool feed(std::string_view lines, std::uint64_t offset);
  void finish();

  Tally tally() const { return streams_ ? streams_->tally() : plain_.tally(); }
  DayCount days() const { return streams_ ? streams_->days() : plain_.days(); }
  bool has_read(std::uint64_t offset) const { return streams_ || plain_.has_read(offset); }

private:
  /// Lines at the front of the input, until there are enough of them.
  struct Held {
    std::string lines;
    std::uint64_t offset;
  };

  void decide(std::string_view front);
  bool release();
  bool forward(std::string_view lines, std::uint64_t offset);

  const Grammar& grammar_;
  RecordReader::Settings settings_;
  Memos& memos_;
  RecordSink& sink_;
  LineLimit limit_;
  RecordReader plain_;
  std::optional<StreamsReader> streams_;
  bool decided_ = false;
  std::vector<Held> held_;
  std::size_t held_bytes_ = 0;
};

}  // namespace culprit::parse
