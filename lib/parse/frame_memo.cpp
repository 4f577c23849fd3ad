#include "parse/frame_memo.hpp"

#include "parse/frame_end.hpp"
#include "parse/trace_line.hpp"

#include <algorithm>
#include <cstring>

namespace culprit::parse {
namespace {

/// The first line with its end; empty if it has none.
std::string_view first_line(std::string_view lines) { return lines.substr(0, lines.find('\n') + 1); }

/// Frames differ in length, and at their end: `(Method.java:498)`.
std::size_t hash(std::string_view line) {
  std::uint64_t middle = 0, end = 0;
  const std::size_t looked = std::min(line.size(), sizeof end);
  std::memcpy(&middle, line.data() + (line.size() - looked) / 2, looked);
  std::memcpy(&end, line.data() + line.size() - looked, looked);
  return ((end + line.size()) * 0x9e3779b97f4a7c15U ^ middle) * 0x9e3779b97f4a7c15U >> 32;
}

}  // namespace

FrameMemo::Run FrameMemo::pass(std::string_view lines) {
  const std::size_t first = find(first_line(lines));
  if (first == this->lines()) {
    patience_ = std::min(patience_ + 1, kPatience);
    return {};
  }
  const std::size_t begin = ends_[first];
  const std::size_t equal =
      kernels_.count_equal(lines.data(), text_.data() + begin, std::min(lines.size(), text_.size() - begin));
  const auto from = ends_.begin() + static_cast<std::ptrdiff_t>(first);
  const auto last = std::upper_bound(from, ends_.end(), begin + equal) - 1;
  return {static_cast<std::size_t>(last - from), *last - begin};
}

void FrameMemo::learn(std::string_view lines, std::size_t frames) {
  if (frames > patience_) return;
  patience_ -= frames;
  for (; frames > 0; --frames) {
    const std::string_view line = first_line(lines);
    if (line.empty() || line.size() > kLongest || !is_whole_frame(line) ||
        read_trace_line(line.substr(0, line.size() - 1)).kind != TraceLine::Kind::frame)
      return;
    remember(line);
    lines.remove_prefix(line.size());
  }
}

FrameMemo::Look FrameMemo::look_at(std::string_view lines, std::uint64_t limit) {
  std::size_t first = find(first_line(lines));
  if (first == this->lines()) {
    patience_ = std::min(patience_ + 1, kPatience);
    learn(lines, limit);
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    return {{1, std::min(end + 1, lines.size())},
            library_.application_frame(behind_at(lines.substr(0, end)))};
  }
  const auto application = std::ranges::lower_bound(application_frames_, first, {}, &ApplicationFrame::line);
  const std::size_t wanted =
      application == application_frames_.end() ? this->lines() : application->line + std::size_t{1};
  std::size_t frames = std::min<std::uint64_t>(wanted - first, limit);
  const std::size_t begin = ends_[first];
  if (!lines.starts_with(std::string_view(text_).substr(begin, ends_[first + frames] - begin))) frames = 1;
  const std::size_t bytes = ends_[first + frames] - begin;
  if (first + frames != wanted || application == application_frames_.end()) return {{frames, bytes}, {}};
  return {{frames, bytes}, lines.substr(application->begin - begin, application->length)};
}

/// The number of a line, from 0; lines() if it isn't remembered.
std::size_t FrameMemo::find(std::string_view line) const {
  if (places_.empty() || line.empty()) return lines();
  const std::size_t place = hash(line) % kPlaces;
  for (const std::size_t number : {places_[place], places_[place ^ 1]})
    if (number != 0 && this->line(number - 1) == line) return number - 1;
  return lines();
}

std::string_view FrameMemo::line(std::size_t number) const {
  return std::string_view(text_).substr(ends_[number], ends_[number + 1] - ends_[number]);
}

void FrameMemo::remember(std::string_view line) {
  if (places_.empty() || text_.size() + line.size() > kCapacity) forget();
  const std::string_view frame = library_.application_frame(behind_at(line.substr(0, line.size() - 1)));
  if (!frame.empty()) {
    const std::size_t begin = text_.size() + static_cast<std::size_t>(frame.data() - line.data());
    application_frames_.push_back({static_cast<std::uint32_t>(lines()), static_cast<std::uint32_t>(begin),
                                   static_cast<std::uint32_t>(frame.size())});
  }
  std::size_t place = hash(line) % kPlaces;
  if (places_[place] != 0 && this->line(places_[place] - 1) != line) place ^= 1;
  text_ += line;
  ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  places_[place] = static_cast<std::uint16_t>(lines());
}

void FrameMemo::forget() {
  text_.clear();
  ends_.assign(1, 0);
  application_frames_.clear();
  places_.assign(kPlaces, 0);
}

}  // namespace culprit::parse
