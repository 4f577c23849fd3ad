#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace culprit::text {

/// Sixteen bytes that are looked at together, with what each x86-64 and ARM64
/// has; other machines get the same result, later. Comparisons of two rows give
/// 0xff where they hold and 0 elsewhere.
using Row [[gnu::vector_size(16)]] = unsigned char;
inline constexpr std::size_t kRowBytes = sizeof(Row);

inline Row load_row(const char* bytes) {
  Row row;
  std::memcpy(&row, bytes, kRowBytes);
  return row;
}

inline Row equal(Row row, Row other) { return reinterpret_cast<Row>(row == other); }
inline Row equal(Row row, char c) { return reinterpret_cast<Row>(row == static_cast<unsigned char>(c)); }

/// One bit for each byte of a comparison, that of the first byte the lowest.
inline std::uint32_t bits(Row comparison) {
#if defined(__SSE2__)
  return static_cast<std::uint32_t>(_mm_movemask_epi8(reinterpret_cast<__m128i>(comparison)));
#elif defined(__ARM_NEON) && defined(__aarch64__)
  constexpr Row kWeights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const auto weighed = reinterpret_cast<uint8x16_t>(comparison & kWeights);
  return vaddv_u8(vget_low_u8(weighed)) | std::uint32_t{vaddv_u8(vget_high_u8(weighed))} << 8;
#else
  std::uint32_t result = 0;
  for (std::size_t i = 0; i < kRowBytes; ++i) result |= (comparison[i] & 1U) << i;
  return result;
#endif
}

inline constexpr std::uint32_t kAllBits = 0xffff;

/// Where the first byte stands, at or behind `at`, for which `test`, a comparison with a row, holds;
/// the text's size if there is none. For what is so near that calling memchr() would cost more.
template <class Test>
std::size_t find_in_rows(std::string_view text, std::size_t at, Test&& test) {
  const auto first = [](std::uint32_t found) { return static_cast<std::size_t>(std::countr_zero(found)); };
  for (; at + kRowBytes <= text.size(); at += kRowBytes)
    if (const std::uint32_t found = bits(test(load_row(text.data() + at))); found != 0)
      return at + first(found);
  if (at >= text.size()) return text.size();
  Row last{};
  const std::size_t begin = text.size() - std::min(text.size(), kRowBytes);
  if (begin > 0) last = load_row(text.data() + begin);
  else std::memcpy(&last, text.data(), text.size());
  return std::min(text.size(), at + first((bits(test(last)) >> (at - begin)) | (kAllBits + 1)));
}

}  // namespace culprit::text
