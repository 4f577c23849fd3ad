#pragma once

#include <culprit/stop.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

namespace culprit::input {

/// A file, pipe or device that is read from front to back. Its failures are
/// Faults with the operating system's own words.
class File {
public:
  /// Opens `path`, or standard input for "-". Throws Fault; for a directory too.
  ///
  /// Once `stop`, which must outlive the file, is requested, there is a Fault in place of the next read: of a
  /// regular file if there is more of it; of any other when what was taken from it is handed out, and also
  /// if the read would wait, or does.
  explicit File(const std::string& path, const Stop* stop = nullptr);

  /// Opens a regular file to be read from `offset` on.
  File(const std::string& path, std::uint64_t offset, const Stop* stop = nullptr);

  static constexpr std::uint64_t kNoEnd = std::numeric_limits<std::uint64_t>::max();

  File(File&& other) noexcept;
  File& operator=(File&&) = delete;
  ~File();

  /// The same file once more, at the same place. Where either is read doesn't
  /// move the other, if it is a regular file; others can't be had twice. A file
  /// that was renamed or removed meanwhile is still the same.
  File again() const;

  /// From here on, [begin, end) of the file is all there is. For what again() returned.
  void restrict_to(std::uint64_t begin, std::uint64_t end);

  bool is_regular() const { return regular_; }

  /// Once that is requested, reads that would wait, or do, are at the end. It must outlive the file. Regular
  /// files are not affected.
  void interrupt_by(const Stop& interrupt) { interrupt_ = &interrupt; }

  /// The next `size` bytes, fewer only at the end. read() will give them again.
  std::string peek(std::size_t size);

  /// Reads up to `size` bytes and returns how many; 0 at the end.
  std::size_t read(char* destination, std::size_t size);

  /// Where the next byte stands, from the start of the file.
  std::uint64_t offset() const { return offset_; }

  /// How many bytes were read.
  std::uint64_t consumed() const { return offset_ - begin_; }

private:
  void inspect();
  std::size_t read_descriptor(char* destination, std::size_t size);
  bool await_input() const;

  File() = default;

  int descriptor_ = -1;
  bool owned_ = true;  // standard input is left open
  bool regular_ = false;
  const Stop* stop_ = nullptr;
  const Stop* interrupt_ = nullptr;
  bool positioned_ = false;  // reads at offset_, wherever the descriptor stands
  std::uint64_t end_ = kNoEnd;
  std::uint64_t begin_ = 0;
  std::uint64_t offset_ = 0;
  std::string peeked_;  // taken from a pipe, not yet read
};

}  // namespace culprit::input
