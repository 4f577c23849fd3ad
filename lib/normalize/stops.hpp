#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace culprit::normalization {

/// Says whether `c` is a stop: white space, a digit, or a mark that ends a word or that some rule looks
/// for in it. What isn't is passed over without a look at each byte: letters,
/// bytes of UTF-8, `-`, `_` and the like.
bool is_stop(char c);

/// The stops of a message, of which whoever reads it word by word goes from one to the next.
class Stops {
public:
  /// Begins with a new message, which must outlive the search.
  void start(std::string_view message);

  /// The first stop at or behind `at`; the message's size if there is none.
  std::size_t next(std::size_t at) const {
    std::size_t block = at / kBlock;
    if (block >= blocks_.size()) return size_;
    std::uint64_t bits = blocks_[block] >> (at % kBlock);
    if (bits != 0) return at + static_cast<std::size_t>(std::countr_zero(bits));
    while (++block < blocks_.size())
      if ((bits = blocks_[block]) != 0)
        return block * kBlock + static_cast<std::size_t>(std::countr_zero(bits));
    return size_;
  }

private:
  static constexpr std::size_t kBlock = 64;

  std::vector<std::uint64_t> blocks_;  // a bit for each byte
  std::size_t size_ = 0;
};

/// Sets a bit for each stop of 64 bytes, the lowest for the first.
using FindStops = std::uint64_t (*)(const char* bytes);

/// A kernel and its name; for tests, which hold them against each other.
struct StopKernel {
  const char* name;
  FindStops find;
};

/// The kernels that this machine can run, the portable one first and the fastest last.
std::span<const StopKernel> stop_kernels();

}  // namespace culprit::normalization
