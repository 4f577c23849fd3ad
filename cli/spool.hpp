#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace culprit::cli {

/// Bytes that are written once and then read once, in memory as long as they
/// are few, else in a temporary file that has no name. Throws std::system_error
/// if that can't be had or written.
class Spool {
public:
  explicit Spool(std::size_t memory_bytes) : memory_bytes_(memory_bytes) {}

  void write(std::string_view bytes);

  /// Goes to the start; nothing may be written any more.
  void rewind();

  /// The next bytes, `size` of them; false at the end.
  bool read(char* bytes, std::size_t size);

private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::size_t memory_bytes_;
  std::string memory_;  // the first bytes …
  std::size_t at_ = 0;
  std::unique_ptr<std::FILE, Close> file_;  // … and those behind them
};

}  // namespace culprit::cli
