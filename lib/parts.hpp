#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace culprit {

/// The records whose headers stand in [begin, end) of an input.
struct Part {
  static constexpr std::uint64_t kNoEnd = std::numeric_limits<std::uint64_t>::max();
  /// What holds more is handed over in pieces: of each occurrence there is kept what tells to which failure
  /// it belongs, until the part in front is read.
  static constexpr std::size_t kManyOccurrences = 1 << 14;

  std::string source;
  std::uint64_t begin = 0;
  std::uint64_t end = kNoEnd;
  bool is_plain = false;     ///< a file that can be read at any offset
  bool is_snapshot = false;  ///< what somebody counted before
  /// See RecordReader::Settings.
  std::optional<std::int64_t> first_day{};
  std::optional<std::int64_t> now{};

  bool is_whole() const { return begin == 0 && end == kNoEnd; }

  /// Where it has to be read from: the byte in front tells whether it begins with a line.
  std::uint64_t first_byte() const { return begin == 0 ? 0 : begin - 1; }
};

/// The parts of some inputs, in their order. Several threads may use it.
///
/// Plain files are cut while they are read: each part is as large as lets all threads end at about the same
/// time, since what a part costs besides its bytes is the same for all sizes, but not so large that it would
/// hold too many occurrences, going by how many there were so far.
class Parts {
public:
  static constexpr std::uint64_t kSmallest = 4 << 20, kLargest = 64 << 20;  // bytes
  static constexpr std::uint64_t kLargestUnseen = 16 << 20;                 // before any part is read

  struct Input {
    Part whole;
    std::optional<std::uint64_t> size;  ///< in bytes, of one that may be cut
  };

  /// For at most so many threads, at least one.
  Parts(std::vector<Input> inputs, unsigned threads);

  /// How many threads may have a part at once, at most those that there are.
  unsigned threads() const { return threads_; }

  /// The next part, of an input that isn't to be cut any more all that is left; nothing behind the last one.
  std::optional<Part> next(bool may_cut = true);

  /// So many bytes were read, and held so many occurrences.
  void note(std::uint64_t bytes, std::uint64_t occurrences);

private:
  void begin_round(std::uint64_t rest);

  std::mutex mutex_;
  const std::vector<Input> inputs_;
  unsigned threads_ = 1;
  std::size_t input_ = 0;       // of the next part
  std::uint64_t begin_ = 0;     // of the next part
  unsigned left_in_round_ = 0;  // parts of one size, one for each thread
  std::uint64_t size_ = 0;      // of each of them
  std::uint64_t bytes_ = 0;     // that were read
  std::uint64_t occurrences_ = 0;
};

}  // namespace culprit
