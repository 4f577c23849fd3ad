#pragma once

#include "grammar.hpp"
#include "parse/record_reader.hpp"
#include "require.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <utility>

namespace culprit::fuzz {

/// All that culprit knows of logs.
inline const parse::Grammar& grammar() {
  static const parse::Grammar grammar = make_grammar({}, "UTC");
  return grammar;
}

/// Holds every record against what the headers promise, and writes down all that
/// is in it, so that two readings of one input can be compared.
class Transcript : public parse::RecordSink {
public:
  Transcript(std::uint64_t input_bytes, const parse::RecordReader::Settings& settings)
      : input_bytes_(input_bytes), settings_(settings) {}

  void on_record(const parse::Record& record) override {
    const bool shares_line = record.offset == offset_ && record.offset + record.length == end_;
    require(record.offset >= end_ || shares_line, "records stand one behind the other");
    require(record.length <= input_bytes_ && record.offset <= input_bytes_ - record.length,
            "a record stands within the input");
    require(record.line >= last_line_, "line numbers don't decrease");
    require(!record.bare || !record.throwables.empty(), "a bare trace has a throwable");
    offset_ = record.offset;
    end_ = record.offset + record.length;
    last_line_ = record.line;
    write("{}+{} line {} bare {} level {} logger '{}' thread '{}' message '{}'\n", record.offset,
          record.length, record.line, record.bare, static_cast<int>(record.level), record.fields().logger,
          record.fields().thread, record.message());
    require(record.message().size() <= settings_.message_bytes, "no message is longer than allowed");
    record.find_top_frames();
    check(record.throwables);
  }

  const std::string& text() const { return text_; }

private:
  /// The text may be cut in front of a name that a ToStringShape knows by heart.
  static constexpr std::size_t kKnownClassBytes = 100;

  void check(std::span<const Throwable> throwables) {
    require(throwables.size() <= settings_.throwables, "there are no more throwables than allowed");
    for (std::size_t i = 0; i < throwables.size(); ++i) {
      const Throwable& throwable = throwables[i];
      if (i == 0)
        require(throwable.relation == Relation::head && throwable.parent == 0, "the head comes first");
      else
        require(throwable.relation != Relation::head && throwable.parent < i,
                "a parent comes before its children");
      require(throwable.message.size() <= settings_.message_bytes, "no message is longer than allowed");
      require(throwable.class_name.size() <= std::max(settings_.message_bytes, kKnownClassBytes),
              "no class name is longer than allowed");
      require(throwable.frames <= input_bytes_, "there are no more frames than bytes");
      write("  {} of {}: '{}' '{}' frames {} elided {} circular {} top '{}'\n",
            static_cast<int>(throwable.relation), throwable.parent, throwable.class_name, throwable.message,
            throwable.frames, throwable.elided, throwable.circular, throwable.top_frame);
      require(throwable.top_frame.size() <= settings_.message_bytes, "no frame is longer than allowed");
      require(throwable.top_frame.empty() || throwable.frames != 0, "a frame is one of those counted");
    }
  }

  template <typename... Arguments>
  void write(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
  }

  std::uint64_t input_bytes_;
  const parse::RecordReader::Settings& settings_;
  std::uint64_t offset_ = 0;
  std::uint64_t end_ = 0;
  std::uint64_t last_line_ = 0;
  std::string text_;
};

}  // namespace culprit::fuzz
