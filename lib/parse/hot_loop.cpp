#include "parse/kernels.hpp"
#include "parse/record_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

// The hot loop: the part of RecordReader that each byte of a log goes through.
//
// Nearly all lines of a log are of two kinds: the one line of a quiet record, and
// those of a trace. They come in runs, so for each kind of run there is a loop that does
// nothing else, and whose branches go the same way each time:
//
// - skim_quiet() compares a line with the last header that had the same start;
// - pass_trace() compares a whole run of frames with one that was there before: nothing is
//   searched in it, not even where its lines end. What stands between such runs it looks at line by line;
// - count_frames(), a kernel, looks at other frames' first four characters, and for
//   a closing parenthesis that isn't the last.
//
// Each takes a line only if read_line() would do with it exactly what the loop
// does. What is left goes there: a line in a hundred.
//
// Outside of traces, where lines end is searched for a window at a time, before they are looked
// at. To search on from line to line would save instructions, but the end of each
// search would be guessed wrong.

namespace culprit::parse {
namespace {

/// What stands between traces that are passed is short. So is the window that is searched there, as
/// what it reaches into the next trace is searched for nothing.
constexpr std::size_t kShortWindowBytes = 1 << 10;
constexpr std::size_t kShortWindows = 8;

}  // namespace

bool RecordReader::read_lines(std::string_view lines, std::uint64_t offset) {
  static const Kernels kernels = fastest_kernels();
  builder_.set_lines(lines);
  const char* const begin = lines.data();
  const char* const end = begin + lines.size();
  const char* const range_end =
      begin + std::clamp<std::uint64_t>(range_end_, offset, offset + lines.size()) - offset;
  const char* line = begin;
  newlines_.resize(kNewlinePositions);
  const auto take_line = [&](const char* line_end, const char* next) {
    std::string_view text(line, static_cast<std::size_t>(line_end - line));
    prefetch_window_behind(line);
    line_offset_ = offset + static_cast<std::uint64_t>(line - begin);
    line_end_ = offset + static_cast<std::uint64_t>(next - begin);
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    line = next;
    return read_line(text);
  };
  std::size_t short_windows = 0;
  for (const char* window = begin; window != end;) {
    const std::size_t longest = short_windows != 0 ? kShortWindowBytes : kWindowBytes;
    if (short_windows != 0) --short_windows;
    const char* const window_end = window + std::min(longest, static_cast<std::size_t>(end - window));
    const std::uint32_t* newlines = newlines_.data();
    const std::uint32_t* const last =
        newlines + kernels.find_newlines({window, window_end}, newlines_.data());
    while (newlines != last) {
      const auto pass_lines = [&](std::size_t passed) {
        newlines += passed;
        if (passed != 0) line = window + newlines[-1] + 1;
      };
      const auto left = [&] { return static_cast<std::size_t>(last - newlines); };
      if (only_counts_records()) {
        const std::size_t passed = skim_quiet(line, window, {newlines, left()}, end, range_end);
        if (passed != 0) offset_ = offset + static_cast<std::uint64_t>(header_.data() - begin);
        pass_lines(passed);
        if (newlines == last) break;
      }
      const std::uint64_t lines_before = tally_.lines;
      if (const char* const next = pass_trace(line, end); next != line) {
        newlines += std::min<std::uint64_t>(tally_.lines - lines_before, left());
        line = next;
        short_windows = kShortWindows;
        if (newlines == last) break;
      }
      if (takes_frames() && is_plain_frame({line, end})) {
        const std::size_t frames = kernels.count_frames(line, window, newlines, left());
        builder_.add_new_frames({line, window_end}, frames);
        tally_.lines += frames;
        pass_lines(frames);
        if (newlines == last) break;
      }
      const char* const line_end = window + *newlines++;
      if (!take_line(line_end, line_end + 1)) return false;
    }
    window = std::max(line, window_end);
  }
  if (line != end && !take_line(end, end)) return false;
  if (!lines.empty()) end_offset_ = offset + lines.size();
  return true;
}

/// Takes the lines that traces are made of, from the head on or from within: a head of a known class that
/// known frames follow, runs of them, and what continue_plain_trace() takes. Returns where another line
/// stands.
const char* RecordReader::pass_trace(const char* line, const char* end) {
  const auto find_end = [end](const char* from) {
    return static_cast<const char*>(std::memchr(from, '\n', static_cast<std::size_t>(end - from)));
  };
  const auto find_run = [&](const char* from) {
    const char* const line_end = is_plain_frame({from, end}) ? find_end(from) : nullptr;
    return line_end == nullptr ? FrameMemo::Run{}
                               : builder_.find_remembered_frames({from, end}, {from, line_end + 1});
  };
  const auto pass_run = [&](const FrameMemo::Run& run) {
    if (builder_.message_is_open()) last_frame_ = TraceLine::Kind::frame;
    builder_.add_remembered_frames({line, end}, run);
    tally_.lines += run.frames;
    line += run.bytes;
  };
  if (awaits_plain_head()) {
    if (layouts_.may_begin(*line)) return line;
    const char* const head_end = find_end(line);
    const FrameMemo::Run run = head_end == nullptr ? FrameMemo::Run{} : find_run(head_end + 1);
    if (run.frames == 0 || !begin_plain_trace({line, head_end})) return line;
    line = head_end + 1;
    pass_run(run);
  }
  const bool is_plain = is_plain_trace();
  while (line != end && (is_plain || takes_frames())) {
    if (is_plain_frame({line, end})) {
      const FrameMemo::Run run = find_run(line);
      if (run.frames == 0) break;
      pass_run(run);
    } else if (is_plain) {
      prefetch_window_behind(line);
      const std::size_t bytes = continue_plain_trace({line, end});
      if (bytes == 0) break;
      line += bytes;
    } else {
      break;
    }
  }
  return line;
}

/// Counts the records that the first lines begin, as long as they are quiet and
/// go on to no other line, and makes the last one the record at hand. Returns how many.
std::size_t RecordReader::skim_quiet(const char* line, const char* window,
                                     std::span<const std::uint32_t> newlines, const char* readable_end,
                                     const char* range_end) {
  const QuietHeader& quiet = layouts_.quiet_header();
  std::string_view header;
  Level header_level = Level::unknown;
  std::size_t passed = 0;
  for (; passed < newlines.size(); ++passed) {
    const char* const end = window + newlines[passed];
    prefetch_window_behind(line);
    if (line >= range_end || readable_end - end < QuietHeader::kReach) break;
    const Level level = quiet.match(line, end);
    if (level == Level::unknown) break;
    ++tally_.levels[static_cast<std::size_t>(level)];
    header = {line, static_cast<std::size_t>(end - line)};
    header_level = level;
    line = end + 1;
  }
  if (passed == 0) return 0;
  if (header.ends_with('\r')) header.remove_suffix(1);
  header_ = header;
  header_start_ = quiet.start_bytes();
  level_ = header_level;
  margin_ = 0;
  has_fields_ = false;
  tally_.lines += passed;
  tally_.records += passed;
  first_line_ = tally_.lines;
  return passed;
}

}  // namespace culprit::parse
