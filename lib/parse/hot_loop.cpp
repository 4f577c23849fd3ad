#include "parse/kernels.hpp"
#include "parse/record_reader.hpp"

#include <algorithm>
#include <cstddef>

// The hot loop: the part of RecordReader that each byte of a log goes through.
//
// Nearly all lines of a log are of two kinds: the one line of a quiet record, and
// a frame behind another frame. Both are only counted, and they come in runs. So
// for each run there is a loop that does nothing else, that keeps all it needs in
// registers, and whose branches go the same way each time:
//
// - count_frames(), a kernel, looks at a frame's first four characters, and for
//   a closing parenthesis that isn't the last;
// - skim_quiet() compares a line with the last header that had the same start.
//
// Each takes a line only if read_line() would do with it exactly what the loop
// does with all of them. What is left goes there: some lines in a hundred.
//
// Where lines end is searched for a window at a time, before they are looked
// at. To search on from line to line would save instructions, but the end of each
// search would be guessed wrong.

namespace culprit::parse {

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
  for (const char* window = begin; window != end;) {
    const std::size_t size = std::min(kWindowBytes, static_cast<std::size_t>(end - window));
    const std::uint32_t* newlines = newlines_.data();
    const std::uint32_t* const last = newlines + kernels.find_newlines({window, size}, newlines_.data());
    while (newlines != last) {
      const auto left = static_cast<std::size_t>(last - newlines);
      std::size_t passed = 0;
      if (only_counts_frames()) {
        passed = kernels.count_frames(line, window, newlines, left);
        builder_.add_frames(passed);
        tally_.lines += passed;
      } else if (only_counts_records()) {
        passed = skim_quiet(line, window, {newlines, left}, end, range_end);
        if (passed != 0) offset_ = offset + static_cast<std::uint64_t>(header_.data() - begin);
      }
      newlines += passed;
      if (passed != 0) line = window + newlines[-1] + 1;
      if (newlines == last) break;
      const char* const line_end = window + *newlines++;
      if (!take_line(line_end, line_end + 1)) return false;
    }
    window += size;
  }
  if (line != end && !take_line(end, end)) return false;
  if (!lines.empty()) end_offset_ = offset + lines.size();
  return true;
}

/// Counts the records that the first lines begin, as long as they are quiet and
/// go on to no other line, and makes the last one the record at hand. Returns how many.
std::size_t RecordReader::skim_quiet(const char* line, const char* window,
                                     std::span<const std::uint32_t> newlines, const char* readable_end,
                                     const char* range_end) {
  const QuietHeader& quiet = layouts_.quiet_header();
  readable_end -= QuietHeader::kReach;
  std::string_view header;
  Level header_level = Level::unknown;
  std::size_t passed = 0;
  for (; passed < newlines.size(); ++passed) {
    const char* const end = window + newlines[passed];
    prefetch_window_behind(line);
    if (line >= range_end || end > readable_end) break;
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
  level_ = header_level;
  margin_ = 0;
  has_fields_ = false;
  tally_.lines += passed;
  tally_.records += passed;
  first_line_ = tally_.lines;
  return passed;
}

}  // namespace culprit::parse
