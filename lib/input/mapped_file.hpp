#pragma once

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace culprit::input {

/// A plain file, seen through a window of memory that moves along: no byte is
/// copied, and only the window is resident. (Where the kernel keeps files in
/// large pages this halves the cost of reading; docs/performance.md.)
///
/// Windows begin at multiples of a step: of large pages, which the kernel then maps by a single page
/// fault; of other windows each 64 KiB take one. They end with the line that reaches into the next step.
///
/// A file that is cut short while it is mapped would end the process with
/// SIGBUS. So the first use installs a handler for it, which lets the missing
/// bytes read as zeros and passes on all faults that are not its own.
class MappedFile {
public:
  static constexpr std::size_t kStepBytes = 2 << 20;   ///< the size of a large page
  static constexpr std::size_t kReachBytes = 1 << 20;  ///< of a window behind its step

  /// Opens a file for which plain_size() gave a size. `step_bytes` is a multiple of kStepBytes: the
  /// more, the less is mapped anew, which costs other threads of the process time, too. Throws Fault.
  explicit MappedFile(const std::string& path, std::size_t step_bytes = kStepBytes);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  /// The bytes from `offset` on, to the end of the line that reaches into the next step, or of
  /// the window, or of the file; none behind it, or if the file can't be mapped. Valid until the
  /// next call.
  std::string_view window(std::uint64_t offset);

  /// To be called when the last window was read. Throws Fault if the file was
  /// cut short below one of them, at its new end: what was missing has been read as zeros.
  void check() const;

  /// What of a file is mapped, for the signal handler. Those of one thread know each other, since a callback
  /// may read another file.
  struct Mapping {
    char* begin = nullptr;
    std::size_t size = 0;
    volatile std::sig_atomic_t was_cut_short = 0;
    Mapping* outer = nullptr;
  };

private:
  void unmap();

  std::size_t step_bytes_;
  int descriptor_;
  std::uint64_t size_ = 0;
  Mapping mapping_;
};

}  // namespace culprit::input
