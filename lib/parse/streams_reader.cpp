#include "parse/streams_reader.hpp"

#include <algorithm>
#include <utility>

namespace culprit::parse {
namespace {

// A line that was cut is not put together for longer than any line is read.
constexpr std::size_t kLongestLine = 1 << 20;
// Nor is an object of more lines.
constexpr std::size_t kMostLines = 1 << 14;

}  // namespace

void StreamsReader::feed(Stream& stream, std::string_view line, const Place& place) {
  stream.reader.feed_line(line, place.begin, place.end, place.number);
}

StreamsReader::StreamsReader(const Grammar& grammar, RecordReader::Settings settings, Memos& memos,
                             RecordSink& sink, Wrapping wrapping)
    : grammar_(grammar),
      settings_(std::move(settings)),
      memos_(memos),
      sink_(sink),
      has_json_lines_(wrapping.json_lines),
      unwrapper_(std::move(wrapping)) {}

void StreamsReader::feed(std::string_view lines, std::uint64_t offset) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::size_t next = std::min(end + 1, lines.size());
    read_line(lines.substr(0, end), {offset, offset + next, ++lines_});
    offset += next;
    lines.remove_prefix(next);
  }
}

void StreamsReader::read_line(std::string_view line, const Place& place) {
  const Unprefixed whose = unwrapper_.read(line);
  if (whose.notice) return;
  // A line that doesn't say whose it is continues what stands above it.
  Stream& owner = whose.prefixed || last_ == nullptr ? stream(whose.stream) : *last_;
  if (owner.unfinished.empty() && whose.complete) {
    read_text(owner, whose.text, place);
    return;
  }
  if (owner.unfinished.empty()) owner.place = place;
  owner.unfinished += whose.text.substr(0, kLongestLine - std::min(kLongestLine, owner.unfinished.size()));
  owner.place.end = place.end;
  if (!whose.complete) return;
  read_text(owner, owner.unfinished, owner.place);
  owner.unfinished.clear();
}

void StreamsReader::read_text(Stream& stream, std::string_view text, const Place& place) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  for (bool more = true; more;) {
    const std::size_t end = text.find('\n');
    more = end != std::string_view::npos;
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (has_json_lines_) assemble(stream, line, place);
    else feed(stream, line, place);
    if (more) text.remove_prefix(end + 1);
  }
}

/// Puts an object that takes several lines on one.
void StreamsReader::assemble(Stream& stream, std::string_view line, const Place& place) {
  using State = JsonAssembler::State;
  JsonAssembler& assembler = stream.assembler;
  if (assembler.state() == State::open) {
    stream.places.push_back(place);
    const State state = assembler.add(line);
    if (state == State::open && stream.places.size() < kMostLines) return;
    if (state == State::complete && !json_.read(assembler.object()).records.empty()) {
      const Place& first = stream.places.front();
      feed(stream, assembler.object(), {first.begin, place.end, first.number});
    } else {
      if (state == State::rejected) stream.places.pop_back();
      give_up(stream);
      if (state != State::rejected) return;
    }
    if (state == State::complete && !JsonAssembler::begins(line)) return;
  }
  if (JsonAssembler::begins(line)) {
    assembler.start(line);
    stream.places.assign(1, place);
  } else {
    feed(stream, line, place);
  }
}

/// Reads the lines of what is no record as text.
void StreamsReader::give_up(Stream& stream) {
  std::string text(stream.assembler.text());
  stream.assembler = {};
  std::string_view rest = text;
  for (const Place& place : stream.places) {
    const std::size_t end = rest.find('\n');
    feed(stream, rest.substr(0, end), place);
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
}

void StreamsReader::finish() {
  for (auto& [name, stream] : streams_) {
    if (stream.assembler.state() == JsonAssembler::State::open) give_up(stream);
    if (!stream.unfinished.empty()) read_text(stream, stream.unfinished, stream.place);
    stream.reader.finish();
  }
}

StreamsReader::Stream& StreamsReader::stream(std::string_view name) {
  if (last_ != nullptr && name == last_name_) return *last_;
  auto found = streams_.find(name);
  if (found == streams_.end()) {
    if (streams_.size() == kMostStreams) name = {};
    found = streams_.try_emplace(std::string(name), grammar_, settings_, memos_, sink_).first;
    found->second.reader.set_stream(found->first);
  }
  last_ = &found->second;
  last_name_ = found->first;
  return *last_;
}

Tally StreamsReader::tally() const {
  Tally sum;
  for (const auto& [name, stream] : streams_) sum.add(stream.reader.tally());
  sum.lines = lines_;
  return sum;
}

DayCount StreamsReader::days() const {
  DayCount most;
  for (const auto& [name, stream] : streams_)
    if (const DayCount& days = stream.reader.days();
        days.first && (!most.first || days.midnights > most.midnights))
      most = days;
  return most;
}

}  // namespace culprit::parse
