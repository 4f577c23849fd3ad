#include "normalize/stops.hpp"

#include "normalize/characters.hpp"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace culprit::normalization {
namespace {

constexpr std::size_t kBlock = 64;

constexpr std::array<bool, 256> kStops = [] {
  std::array<bool, 256> stops{};
  for (unsigned c = 0; c < 256; ++c)
    stops[c] = is_digit(static_cast<char>(c)) || is_space(static_cast<char>(c));
  for (const char c : std::string_view("@/\\:.\"'`()[]{}<>,;=|\0\x1b", 22))
    stops[static_cast<unsigned char>(c)] = true;
  return stops;
}();

std::uint64_t find_portable(const char* bytes) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kBlock; ++i)
    bits |= std::uint64_t{kStops[static_cast<unsigned char>(bytes[i])]} << i;
  return bits;
}

#if defined(__x86_64__)

/// A byte is a stop if what its two halves stand for has a bit in common. Each bit is a set of
/// upper halves with the same stops; bytes of UTF-8 have none.
struct Halves {
  alignas(16) std::array<unsigned char, 16> upper{}, lower{};
};
constexpr Halves kHalves = [] {
  Halves halves;
  unsigned bit = 1;
  for (unsigned upper = 0; upper < 16; ++upper) {
    const auto stops = [&](unsigned of, unsigned lower) { return kStops[of * 16 + lower]; };
    bool any = false;
    for (unsigned lower = 0; lower < 16; ++lower) any = any || stops(upper, lower);
    if (!any) continue;
    for (unsigned earlier = 0; earlier < upper; ++earlier) {
      bool same = halves.upper[earlier] != 0;
      for (unsigned lower = 0; lower < 16; ++lower)
        same = same && stops(earlier, lower) == stops(upper, lower);
      if (same) halves.upper[upper] = halves.upper[earlier];
    }
    if (halves.upper[upper] != 0) continue;
    if (bit > 0x80) throw "there are more than eight sets";
    halves.upper[upper] = static_cast<unsigned char>(bit);
    for (unsigned lower = 0; lower < 16; ++lower)
      if (stops(upper, lower)) halves.lower[lower] = static_cast<unsigned char>(halves.lower[lower] | bit);
    bit <<= 1;
  }
  return halves;
}();

__attribute__((target("ssse3"))) std::uint64_t find_ssse3(const char* bytes) {
  const __m128i uppers = _mm_load_si128(reinterpret_cast<const __m128i*>(kHalves.upper.data()));
  const __m128i lowers = _mm_load_si128(reinterpret_cast<const __m128i*>(kHalves.lower.data()));
  const __m128i half = _mm_set1_epi8(0x0f);
  std::uint64_t bits = 0;
  for (std::size_t part = 0; part < 4; ++part) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * part));
    const __m128i upper = _mm_shuffle_epi8(uppers, _mm_and_si128(_mm_srli_epi16(text, 4), half));
    const __m128i lower = _mm_shuffle_epi8(lowers, _mm_and_si128(text, half));
    const __m128i none = _mm_cmpeq_epi8(_mm_and_si128(upper, lower), _mm_setzero_si128());
    bits |= static_cast<std::uint64_t>(~static_cast<unsigned>(_mm_movemask_epi8(none)) & 0xffffU)
            << (16 * part);
  }
  return bits;
}

#endif

std::vector<StopKernel> runnable_kernels() {
  std::vector<StopKernel> kernels{{"portable", find_portable}};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("ssse3")) kernels.push_back({"ssse3", find_ssse3});
#endif
  return kernels;
}

}  // namespace

bool is_stop(char c) { return kStops[static_cast<unsigned char>(c)]; }

std::span<const StopKernel> stop_kernels() {
  static const std::vector<StopKernel> kernels = runnable_kernels();
  return kernels;
}

void Stops::start(std::string_view message) {
  static const FindStops find = stop_kernels().back().find;
  size_ = message.size();
  blocks_.resize((size_ + kBlock - 1) / kBlock);
  std::size_t at = 0;
  for (; at + kBlock <= size_; at += kBlock) blocks_[at / kBlock] = find(message.data() + at);
  if (at == size_) return;
  std::array<char, kBlock> rest;
  rest.fill('x');
  std::memcpy(rest.data(), message.data() + at, size_ - at);
  blocks_[at / kBlock] = find(rest.data());
}

}  // namespace culprit::normalization
