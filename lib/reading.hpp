#pragma once

#include "filter.hpp"
#include "normalize/masker.hpp"
#include "parse/line_buffer.hpp"
#include "parse/log_reader.hpp"
#include "parse/memos.hpp"
#include "part_merger.hpp"
#include "parts.hpp"
#include "summarize/failure_joiner.hpp"
#include "summarize/summary_builder.hpp"

#include <culprit/analyzer.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace culprit {

/// What all readings of an Analyzer have in common. Outlives them.
struct Setup {
  explicit Setup(Options given);
  Setup(const Setup&) = delete;
  Setup& operator=(const Setup&) = delete;

  std::int64_t failure_window() const { return options.failure_window.count(); }
  bool is_stopped() const { return options.stop != nullptr && options.stop->is_requested(); }

  Options options;
  parse::Grammar grammar;
  RecordRules rules;
  SummaryBuilder::Hooks hooks;
};

/// What a thread that reads keeps from one reading to the next.
struct Worker {
  /// `setup` must outlive it. Throws Error for a user mask that isn't valid.
  explicit Worker(const Setup& setup);

  normalization::Masker masker;
  parse::Memos memos;
  Bounds bounds;  ///< of what the parts that it reads are to be joined with
};

/// One input, or a part of it, on its way from bytes to a summary.
class Reading {
public:
  /// `setup` and `worker` must outlive it.
  Reading(const Setup& setup, Worker& worker, Part part);
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  const std::string& source() const { return part_.source; }

  /// Behind the last byte taken over; Part::first_byte() at first.
  std::uint64_t offset() const { return offset_; }

  /// How many bytes of the part were taken over; what stands behind its end is the next one's.
  std::uint64_t taken() const { return std::clamp(offset_, part_.begin, part_.end) - part_.begin; }

  /// True when all records of the part were read.
  bool is_through() const { return is_through_; }

  /// Reads the whole lines of bytes that stand at offset(), without a copy.
  /// Returns false, and reads nothing, if a line may be too long for that, or
  /// none is whole: then free_space() and commit() are the way to go on.
  bool read_lines(std::string_view bytes);

  /// Where to put the next bytes; never empty.
  std::span<char> free_space();

  /// Takes over bytes that were put into free_space().
  void commit(std::size_t size);

  /// Whether it has read so many occurrences that they should be taken.
  bool is_full() const { return builder_.evidence_count() > Part::kManyOccurrences; }
  /// The errors and exceptions that were read since the last time.
  PartSummary take();
  /// Ends the input, and the reading: what is left, and what there is to say of the part as a whole.
  PartSummary finish();

private:
  struct LongLine {
    std::uint64_t offset;
    std::uint64_t length;
  };

  Part part_;
  std::uint64_t offset_;
  std::size_t line_bytes_;
  std::vector<LongLine> long_lines_;  // some may belong to the part before or behind
  std::optional<parse::LineBuffer> buffer_;
  std::optional<summarize::FailureJoiner> failures_;  // if the input is read as a whole
  SummaryBuilder builder_;
  parse::LogReader reader_;
  bool is_through_ = false;
};

}  // namespace culprit
