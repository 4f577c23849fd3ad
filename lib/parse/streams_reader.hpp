#pragma once

#include "parse/json_assembler.hpp"
#include "parse/json_record.hpp"
#include "parse/line_buffer.hpp"
#include "parse/record_reader.hpp"
#include "parse/unwrapper.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// How long lines may be, and who is told of those that were longer.
struct LineLimit {
  std::size_t bytes = std::size_t{1} << 20;
  LineBuffer::OnLongLine on_long_line = [](std::uint64_t, std::uint64_t) {};
};

/// Reads an input whose lines are wrapped: takes each out of its wrapping, which
/// also says whose it is, and reads the lines of each writer by themselves.
///
/// A record reaches up to the next one of its stream; lines of other streams may
/// stand between its own.
class StreamsReader {
public:
  /// Further streams share one reader, as memory is bounded.
  static constexpr std::size_t kMostStreams = 256;
  /// What all streams together keep of lines in pieces, and of objects on several lines, that go on.
  static constexpr std::size_t kMostHeldBytes = std::size_t{16} << 20;

  /// `grammar`, `memos` and `sink` must outlive the reader. Lines that are put together from
  /// pieces are cut at the limit; the reader takes others as they are.
  StreamsReader(const Grammar& grammar, RecordReader::Settings settings, Memos& memos, RecordSink& sink,
                LineLimit limit, Wrapping wrapping);

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

    std::size_t held_bytes() const {
      if (assembler.state() != JsonAssembler::State::open) return unfinished.size();
      return unfinished.size() + assembler.text().size() + places.size() * sizeof(Place);
    }

    RecordReader reader;
    std::string_view name;
    std::string unfinished;     // the head of a line that the writer's runtime cut …
    std::uint64_t length = 0;   // … of which that much came …
    Place place;                // … and where it stands
    JsonAssembler assembler;    // of an object that takes several lines …
    std::vector<Place> places;  // … and where these stand
  };

  void read_line(std::string_view line, const Place& place);
  void read_owned(Stream& owner, const Unprefixed& whose, const Place& place);
  void read_piece(Stream& stream, const Unprefixed& piece, const Place& place);
  void end_line(Stream& stream);
  void read_unfinished(Stream& stream);
  void read_text(Stream& stream, std::string_view text, const Place& place);
  static void feed(Stream& stream, std::string_view line, const Place& place);
  void assemble(Stream& stream, std::string_view line, const Place& place);
  bool read_object(Stream& stream, const Place& place);
  static void give_up(Stream& stream);
  static void forget_object(Stream& stream);
  void hold(std::size_t bytes);
  void make_room();
  Stream& stream(std::string_view name);
  Stream& find_stream(std::string_view name);

  const Grammar& grammar_;
  RecordReader::Settings settings_;
  Memos& memos_;
  RecordSink& sink_;
  LineLimit limit_;
  bool assembles_;
  Unwrapper unwrapper_;
  JsonReader json_;
  std::map<std::string, Stream, std::less<>> streams_;
  Stream* last_ = nullptr;
  std::string last_name_;
  std::size_t held_bytes_ = 0;  // no less than what all streams hold
  std::uint64_t lines_ = 0;
};

}  // namespace culprit::parse
