#pragma once

#include "parse/json_assembler.hpp"
#include "parse/json_record.hpp"
#include "parse/record_reader.hpp"
#include "parse/unwrapper.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// Reads an input whose lines are wrapped: takes each out of its wrapping, which
/// also says whose it is, and reads the lines of each writer by themselves.
///
/// A record reaches up to the next one of its stream; lines of other streams may
/// stand between its own.
class StreamsReader {
public:
  /// Further streams share one reader, as memory is bounded.
  static constexpr std::size_t kMostStreams = 256;

  /// `grammar`, `memos` and `sink` must outlive the reader.
  StreamsReader(const Grammar& grammar, RecordReader::Settings settings, Memos& memos, RecordSink& sink,
                Wrapping wrapping);

  /// Reads whole lines that stand at `offset` in the input. They may go away
  /// when it returns.
  void feed(std::string_view lines, std::uint64_t offset);

  /// Ends the input, and the last record of each stream.
  void finish();

  /// Of all streams.
  Tally tally() const;

  /// That of the stream that passed the most midnights.
  DayCount days() const;

private:
  /// Where a line stands in the input.
  struct Place {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::uint64_t number = 0;
  };

  struct Stream {
    Stream(const Grammar& grammar, const RecordReader::Settings& settings, Memos& memos, RecordSink& sink)
        : reader(grammar, settings, memos, sink) {}

    RecordReader reader;
    std::string unfinished;     // parts of a line that the writer's runtime cut …
    Place place;                // … and where they stand
    JsonAssembler assembler;    // of an object that takes several lines …
    std::vector<Place> places;  // … and where these stand
  };

  void read_line(std::string_view line, const Place& place);
  void read_text(Stream& stream, std::string_view text, const Place& place);
  static void feed(Stream& stream, std::string_view line, const Place& place);
  void assemble(Stream& stream, std::string_view line, const Place& place);
  static void give_up(Stream& stream);
  Stream& stream(std::string_view name);

  const Grammar& grammar_;
  RecordReader::Settings settings_;
  Memos& memos_;
  RecordSink& sink_;
  bool has_json_lines_;
  Unwrapper unwrapper_;
  JsonReader json_;
  std::map<std::string, Stream, std::less<>> streams_;
  Stream* last_ = nullptr;
  std::string last_name_;
  std::uint64_t lines_ = 0;
};

}  // namespace culprit::parse
