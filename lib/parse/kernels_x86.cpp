#include "parse/kernels_detail.hpp"

// Kernels for x86-64: SSE2, which each such machine has, AVX2 and AVX-512.

#if defined(__x86_64__)

#include <immintrin.h>

#include <algorithm>

#define CULPRIT_AVX2 [[gnu::target("avx2,bmi,bmi2,popcnt")]]
#define CULPRIT_AVX512 [[gnu::target("avx512f,avx512bw,avx2,bmi,bmi2,popcnt")]]

namespace culprit::parse::kernels {
namespace {

std::size_t find_newlines_sse2(std::span<const char> window, std::uint32_t* newlines) {
  std::uint32_t* out = newlines;
  const std::uint32_t end = blocks_of(window);
  for (std::uint32_t at = 0; at < end; at += kBlockBytes) {
    const auto mask = [&](std::size_t row) {
      const char* const bytes = window.data() + at + kRowBytes * row;
      return std::uint64_t{bits(equal(load_row(bytes), '\n'))} << (kRowBytes * row);
    };
    out = store_bits(mask(0) | mask(1) | mask(2) | mask(3), at, out);
  }
  return finish(window, newlines, out);
}

CULPRIT_AVX2 std::size_t find_newlines_avx2(std::span<const char> window, std::uint32_t* newlines) {
  const __m256i newline = _mm256_set1_epi8('\n');
  std::uint32_t* out = newlines;
  const std::uint32_t end = blocks_of(window);
  for (std::uint32_t at = 0; at < end; at += kBlockBytes) {
    const auto* const half = reinterpret_cast<const __m256i*>(window.data() + at);
    const auto low = static_cast<std::uint32_t>(
        _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_loadu_si256(half), newline)));
    const auto high = static_cast<std::uint32_t>(
        _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_loadu_si256(half + 1), newline)));
    out = store_bits((std::uint64_t{high} << 32) | low, at, out);
  }
  return finish(window, newlines, out);
}

CULPRIT_AVX2 inline __m256i closing_in(const char* p) {
  return _mm256_cmpeq_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)), _mm256_set1_epi8(')'));
}

/// Most frames have 70 to 110 characters. Four vectors that overlap as much as is needed
/// look at up to 129 of them without a branch that depends on the length: a loop
/// over vectors takes half as much again, and its end is guessed wrong at every other frame.
CULPRIT_AVX2 std::size_t count_frames_avx2(const char* line, const char* window,
                                           const std::uint32_t* newlines, std::size_t count) {
  constexpr std::size_t kVector = sizeof(__m256i);
  // Of one file all lines end alike.
  const bool has_return = count != 0 && *newlines != 0 && window[*newlines - 1] == '\r';
  const std::size_t behind_last = has_return ? 1 : 0;
  for (std::size_t i = 0; i < count; ++i) {
    const char* const newline = window + newlines[i];
    const auto size = static_cast<std::size_t>(newline - line);
    prefetch_window_behind(line);
    bool is_usual = false;
    if (size - (kVector + 2) <= 3 * kVector - 1 && (newline[-1] == '\r') == has_return) {
      if (!begins_frame(line)) return i;
      // Nothing can stand behind the line's last character.
      const char* const last = newline - behind_last - 1 - kVector;
      const auto at = [&](std::size_t offset) { return std::min(line + offset, last); };
      const __m256i front = _mm256_or_si256(closing_in(line), closing_in(at(kVector)));
      const __m256i back = _mm256_or_si256(closing_in(at(2 * kVector)), closing_in(last));
      const __m256i found = _mm256_or_si256(front, back);
      is_usual = _mm256_testz_si256(found, found) != 0;
    }
    if (!is_usual && !is_whole_frame({line, size})) return i;
    line = newline + 1;
  }
  return count;
}

CULPRIT_AVX2 inline __m256i equal_at(const char* p, const char* q) {
  return _mm256_cmpeq_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)),
                           _mm256_loadu_si256(reinterpret_cast<const __m256i*>(q)));
}

CULPRIT_AVX2 inline std::uint32_t bits(__m256i comparison) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(comparison));
}

CULPRIT_AVX2 std::size_t count_equal_avx2(const char* lines, const char* known, std::size_t size) {
  constexpr std::size_t kVector = sizeof(__m256i);
  constexpr std::size_t kStep = 8 * kVector;
  constexpr std::uint32_t kAllEqual = ~0U;
  if (size < kVector) return count_equal_by_rows(lines, known, size);
  std::size_t at = 0;
  for (std::size_t left = size / kStep; left != 0; --left, at += kStep) {
    prefetch_window_behind(lines + at);
    prefetch_window_behind(lines + at + kStep / 2);
    __m256i equal = equal_at(lines + at, known + at);
    for (std::size_t i = kVector; i < kStep; i += kVector)
      equal = _mm256_and_si256(equal, equal_at(lines + at + i, known + at + i));
    if (bits(equal) != kAllEqual) break;
  }
  const std::size_t last = size - kVector;
  for (; at <= last; at += kVector)
    if (const std::uint32_t found = bits(equal_at(lines + at, known + at)); found != kAllEqual)
      return at + static_cast<std::size_t>(std::countr_one(found));
  // The rest, together with what stands in front of it.
  return last + static_cast<std::size_t>(std::countr_one(bits(equal_at(lines + last, known + last))));
}

/// Takes two thirds of the time of AVX2. (Frames gain nothing: two masked vectors took a
/// quarter longer than four of AVX2, on Zen 4.)
CULPRIT_AVX512 std::size_t find_newlines_avx512(std::span<const char> window, std::uint32_t* newlines) {
  const __m512i newline = _mm512_set1_epi8('\n');
  std::uint32_t* out = newlines;
  const std::uint32_t end = blocks_of(window);
  for (std::uint32_t at = 0; at < end; at += kBlockBytes)
    out = store_bits(_mm512_cmpeq_epi8_mask(_mm512_loadu_si512(window.data() + at), newline), at, out);
  return finish(window, newlines, out);
}

}  // namespace

void add_x86(std::vector<Kernels>& runnable) {
  runnable.push_back({"sse2", find_newlines_sse2, count_frames_by_rows, count_equal_by_rows});
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi2") || !__builtin_cpu_supports("popcnt"))
    return;
  runnable.push_back({"avx2", find_newlines_avx2, count_frames_avx2, count_equal_avx2});
  if (__builtin_cpu_supports("avx512bw"))
    runnable.push_back({"avx512", find_newlines_avx512, count_frames_avx2, count_equal_avx2});
}

}  // namespace culprit::parse::kernels

#else

namespace culprit::parse::kernels {
void add_x86(std::vector<Kernels>&) {}
}  // namespace culprit::parse::kernels

#endif
