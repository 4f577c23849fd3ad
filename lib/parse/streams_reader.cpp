#include "parse/streams_reader.hpp"

#include <algorithm>
#include <utility>

namespace culprit::parse {
namespace {

// No object has more lines.
constexpr std::size_t kMostLines = 1 << 14;

}  // namespace

StreamsReader::StreamsReader(const Grammar& grammar, RecordReader::Settings settings, Memos& memos,
                             RecordSink& sink, LineLimit limit, Wrapping wrapping)
    : grammar_(grammar),
      settings_(std::move(settings)),
      memos_(memos),
      sink_(sink),
      limit_(std::move(limit)),
      assembles_(wrapping.json_lines),
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
  read_owned(owner, whose, place);
}

void StreamsReader::read_owned(Stream& owner, const Unprefixed& whose, const Place& place) {
  if (owner.length == 0 && whose.complete) read_text(owner, whose.text, place);
  else read_piece(owner, whose, place);
}

/// Puts a line together, as far as it is kept.
void StreamsReader::read_piece(Stream& stream, const Unprefixed& piece, const Place& place) {
  if (stream.length == 0) stream.place = place;
  stream.place.end = place.end;
  const std::size_t held = stream.unfinished.size();
  if (stream.length == held) stream.unfinished += piece.text.substr(0, limit_.bytes - held);
  stream.length += piece.text.size();
  if (piece.complete) end_line(stream);
  else hold(stream.unfinished.size() - held);
}

/// Reads what is left of a line in pieces, and says so if that is not all.
void StreamsReader::end_line(Stream& stream) {
  const std::uint64_t length = std::exchange(stream.length, 0);
  if (length > stream.unfinished.size()) limit_.on_long_line(stream.place.begin, length);
  read_unfinished(stream);
}

void StreamsReader::read_unfinished(Stream& stream) {
  const std::string line = std::exchange(stream.unfinished, {});
  if (!line.empty()) read_text(stream, line, Place(stream.place));
}

void StreamsReader::read_text(Stream& stream, std::string_view text, const Place& place) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  for (bool more = true; more;) {
    const std::size_t end = text.find('\n');
    more = end != std::string_view::npos;
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (assembles_) assemble(stream, line, place);
    else feed(stream, line, place);
    if (more) text.remove_prefix(end + 1);
  }
}

void StreamsReader::feed(Stream& stream, std::string_view line, const Place& place) {
  stream.reader.feed_line(line, place.begin, place.end, place.number);
}

/// Puts an object that takes several lines on one.
void StreamsReader::assemble(Stream& stream, std::string_view line, const Place& place) {
  using State = JsonAssembler::State;
  JsonAssembler& assembler = stream.assembler;
  if (assembler.state() == State::open) {
    stream.places.push_back(place);
    const State state = assembler.add(line);
    if (state == State::open && stream.places.size() < kMostLines) {
      hold(line.size() + sizeof(Place));
      return;
    }
    if (state != State::complete || !read_object(stream, place)) {
      if (state == State::rejected) stream.places.pop_back();
      give_up(stream);
      if (state != State::rejected) return;
    }
    if (state == State::complete) forget_object(stream);
    if (state == State::complete && !JsonAssembler::begins(line)) return;
  }
  if (JsonAssembler::begins(line)) {
    assembler.start(line);
    stream.places.assign(1, place);
  } else {
    feed(stream, line, place);
  }
}

/// Reads a complete object whose last line stands at `end`. False if it is neither record nor envelope.
bool StreamsReader::read_object(Stream& stream, const Place& end) {
  const std::string_view object = stream.assembler.object();
  const JsonLine json = json_.read(object);
  const Place& first = stream.places.front();
  const Place place{first.begin, end.end, first.number};
  if (json.envelope) {
    assembles_ = false;  // or objects within objects would take turns without end
    const Unprefixed whose = unwrapper_.open(*json.envelope, stream.name);
    read_owned(find_stream(whose.stream), whose, place);
    assembles_ = true;
  } else if (json) {
    feed(stream, object, place);
  }
  return static_cast<bool>(json);
}

/// Reads the lines of what is no record as text.
void StreamsReader::give_up(Stream& stream) {
  std::string_view rest = stream.assembler.text();
  for (const Place& place : stream.places) {
    const std::size_t end = rest.find('\n');
    feed(stream, rest.substr(0, end), place);
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  forget_object(stream);
}

void StreamsReader::forget_object(Stream& stream) {
  stream.assembler.clear();
  stream.places = {};
}

void StreamsReader::hold(std::size_t bytes) {
  held_bytes_ += bytes;
  if (held_bytes_ > kMostHeldBytes) make_room();
}

/// Reads what is held of the streams that hold most, as far as it came.
void StreamsReader::make_room() {
  const bool assembled = std::exchange(assembles_, false);
  held_bytes_ = 0;
  for (const auto& [name, stream] : streams_) held_bytes_ += stream.held_bytes();
  while (held_bytes_ > kMostHeldBytes / 2) {
    Stream& largest = std::ranges::max_element(streams_, {}, [](const auto& entry) {
                        return entry.second.held_bytes();
                      })->second;
    held_bytes_ -= largest.held_bytes();
    if (largest.assembler.state() == JsonAssembler::State::open) give_up(largest);
    read_unfinished(largest);
  }
  assembles_ = assembled;
}

void StreamsReader::finish() {
  assembles_ = false;
  for (auto& [name, stream] : streams_) {
    if (stream.assembler.state() == JsonAssembler::State::open) give_up(stream);
    end_line(stream);
    stream.reader.finish();
  }
}

StreamsReader::Stream& StreamsReader::stream(std::string_view name) {
  if (last_ != nullptr && name == last_name_) return *last_;
  last_ = &find_stream(name);
  last_name_ = last_->name;
  return *last_;
}

StreamsReader::Stream& StreamsReader::find_stream(std::string_view name) {
  auto found = streams_.find(name);
  if (found == streams_.end()) {
    if (streams_.size() == kMostStreams) name = {};
    found = streams_.try_emplace(std::string(name), grammar_, settings_, memos_, sink_).first;
    found->second.name = found->first;
    found->second.reader.set_stream(found->first);
  }
  return found->second;
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
