#include "parse/kernels.hpp"

#include "parse/kernels_detail.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace culprit::parse {
namespace {

std::size_t find_newlines(std::span<const char> window, std::uint32_t* newlines) {
  std::size_t count = 0;
  const char* const begin = window.data();
  const char* const end = begin + window.size();
  for (const char* p = begin; p != end; ++p) {
    p = static_cast<const char*>(std::memchr(p, '\n', static_cast<std::size_t>(end - p)));
    if (p == nullptr) break;
    newlines[count++] = static_cast<std::uint32_t>(p - begin);
  }
  return count;
}

std::size_t count_frames(const char* line, const char* window, const std::uint32_t* newlines,
                         std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const char* const newline = window + newlines[i];
    if (!is_whole_frame({line, static_cast<std::size_t>(newline - line)})) return i;
    line = newline + 1;
  }
  return count;
}

std::size_t count_equal(const char* lines, const char* known, std::size_t size) {
  return static_cast<std::size_t>(std::mismatch(lines, lines + size, known).first - lines);
}

std::vector<Kernels> find_runnable() {
  std::vector<Kernels> runnable{{"portable", find_newlines, count_frames, count_equal}};
  kernels::add_x86(runnable);
  kernels::add_neon(runnable);
  return runnable;
}

}  // namespace

std::span<const Kernels> runnable_kernels() {
  static const std::vector<Kernels> runnable = find_runnable();
  return runnable;
}

const Kernels& fastest_kernels() { return runnable_kernels().back(); }

}  // namespace culprit::parse
