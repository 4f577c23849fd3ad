#include "parse/kernels_detail.hpp"

// Kernels for ARM64, each of which has NEON.

#if defined(__ARM_NEON) && defined(__aarch64__)

#include <arm_neon.h>

namespace culprit::parse::kernels {
namespace {

/// One bit for each of 64 bytes: weights in each byte, added up pairwise thrice.
std::uint64_t newline_mask(const char* block) {
  constexpr Row kWeights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const auto weigh = [&](std::size_t row) {
    return reinterpret_cast<uint8x16_t>(equal(load_row(block + kRowBytes * row), '\n') & kWeights);
  };
  const uint8x16_t pairs = vpaddq_u8(vpaddq_u8(weigh(0), weigh(1)), vpaddq_u8(weigh(2), weigh(3)));
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(pairs, pairs)), 0);
}

std::size_t find_newlines_neon(std::span<const char> window, std::uint32_t* newlines) {
  std::uint32_t* out = newlines;
  const std::uint32_t end = blocks_of(window);
  for (std::uint32_t at = 0; at < end; at += kBlockBytes)
    out = store_bits(newline_mask(window.data() + at), at, out);
  return finish(window, newlines, out);
}

}  // namespace

void add_neon(std::vector<Kernels>& runnable) {
  runnable.push_back({"neon", find_newlines_neon, count_frames_by_rows, count_equal_by_rows});
}

}  // namespace culprit::parse::kernels

#else

namespace culprit::parse::kernels {
void add_neon(std::vector<Kernels>&) {}
}  // namespace culprit::parse::kernels

#endif
