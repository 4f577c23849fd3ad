#include "parse/frame_memo.hpp"

#include "parse/frame_end.hpp"
#include "parse/trace_line.hpp"

#include <algorithm>
#include <cstring>

namespace culprit::parse {
namespace {

/// The first line with its end; empty if it has none.
std::string_view first_line(std::string_view lines) { return lines.substr(0, lines.find('\n') + 1); }

/// What hash() looks at; no frame is shorter that names a method.
constexpr std::size_t kShortest = sizeof(std::uint64_t);

/// Frames differ in length, in the middle, and at their end: `(Method.java:498)`.
std::size_t hash(std::string_view line) {
  std::uint64_t middle, end;
  std::memcpy(&middle, line.data() + (line.size() - sizeof middle) / 2, sizeof middle);
  std::memcpy(&end, line.data() + line.size() - sizeof end, sizeof end);
  return ((end + line.size()) * 0x9e3779b97f4a7c15U ^ middle) * 0x9e3779b97f4a7c15U >> 32;
}

}  // namespace

FrameMemo::Run FrameMemo::pass(std::string_view lines, std::string_view first) {
  // The number may be that of another line with the same hash: then the run is empty.
  for (const std::size_t number : numbers_like(first))
    if (const Run run = number != 0 ? run_from(number - 1, count(), lines) : Run{}; run.frames != 0)
      return run;
  note_unknown();
  return {};
}

void FrameMemo::learn(std::string_view lines, std::size_t frames) {
  if (frames > patience_) return;
  patience_ -= frames;
  for (; frames > 0; --frames) {
    const std::string_view line = first_line(lines);
    if (line.size() < kShortest || line.size() > kLongest || !is_whole_frame(line) ||
        read_trace_line(line.substr(0, line.size() - 1)).kind != TraceLine::Kind::frame)
      return;
    remember(line);
    lines.remove_prefix(line.size());
  }
}

FrameMemo::Run FrameMemo::look_at(std::string_view lines, std::uint64_t limit) {
  const std::size_t first = find(first_line(lines));
  if (first == count()) {
    learn(lines, limit);
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    return {1, std::min(end + 1, lines.size()), library_.application_frame(behind_at(lines.substr(0, end)))};
  }
  const std::size_t next = lines_[first].application_frames;
  const std::size_t end =
      next == application_frames_.size() ? count() : application_frames_[next].line + std::size_t{1};
  return run_from(first, first + std::min<std::uint64_t>(end - first, limit), lines);
}

/// The run of remembered lines from one to in front of another that the text begins with.
FrameMemo::Run FrameMemo::run_from(std::size_t first, std::size_t end, std::string_view lines) const {
  const std::size_t begin = lines_[first].begin;
  const std::size_t equal = kernels_.count_equal(
      lines.data(), text_.data() + begin, std::min<std::size_t>(lines.size(), lines_[end].begin - begin));
  // Lines are of much the same length: near the guess is the line in which they part.
  std::size_t last = std::min(end, first + equal * count() / text_.size());
  while (lines_[last].begin > begin + equal) --last;
  while (last < end && lines_[last + 1].begin <= begin + equal) ++last;
  const Run run{last - first, lines_[last].begin - begin, {}};
  const std::size_t next = lines_[first].application_frames;
  if (next == lines_[last].application_frames) return run;
  const ApplicationFrame& frame = application_frames_[next];
  return {run.frames, run.bytes, lines.substr(frame.begin - begin, frame.length)};
}

/// The number of a line, from 0; count() if it isn't remembered.
std::size_t FrameMemo::find(std::string_view line) {
  for (const std::size_t number : numbers_like(line))
    if (number != 0 && this->line(number - 1) == line) return number - 1;
  note_unknown();
  return count();
}

/// The numbers, from 1, of the lines that may be this one; 0 where there is none.
std::array<std::size_t, 2> FrameMemo::numbers_like(std::string_view line) const {
  if (places_.empty() || line.size() < kShortest) return {};
  const std::size_t place = hash(line) % kPlaces;
  return {places_[place], places_[place ^ 1]};
}

std::string_view FrameMemo::line(std::size_t number) const {
  return std::string_view(text_).substr(lines_[number].begin,
                                        lines_[number + 1].begin - lines_[number].begin);
}

void FrameMemo::remember(std::string_view line) {
  if (places_.empty() || text_.size() + line.size() > kCapacity) forget();
  const std::string_view frame = library_.application_frame(behind_at(line.substr(0, line.size() - 1)));
  if (!frame.empty()) {
    const std::size_t begin = text_.size() + static_cast<std::size_t>(frame.data() - line.data());
    application_frames_.push_back({static_cast<std::uint32_t>(count()), static_cast<std::uint32_t>(begin),
                                   static_cast<std::uint32_t>(frame.size())});
  }
  std::size_t place = hash(line) % kPlaces;
  if (places_[place] != 0 && this->line(places_[place] - 1) != line) place ^= 1;
  text_ += line;
  lines_.push_back(
      {static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(application_frames_.size())});
  places_[place] = static_cast<std::uint16_t>(count());
}

void FrameMemo::forget() {
  text_.clear();
  lines_.assign(1, {});
  application_frames_.clear();
  places_.assign(kPlaces, 0);
}

}  // namespace culprit::parse
