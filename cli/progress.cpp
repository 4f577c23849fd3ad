#include "progress.hpp"

#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace culprit::cli {
namespace {

std::string shown_size(double bytes) {
  constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < kUnits.size(); ++unit) bytes /= 1000;
  return fmt::format("{:.{}f} {}", bytes, unit == 0 ? 0 : 1, kUnits[unit]);
}

}  // namespace

void ProgressLine::show(const Progress& progress) {
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(is_on_terminal_ ? 100 : 1000);
  const auto bytes = static_cast<double>(progress.bytes);
  const double rate = bytes / std::chrono::duration<double>(now - begin_).count();
  std::string line = shown_size(bytes);
  if (progress.total && *progress.total != 0) {
    const auto total = static_cast<double>(*progress.total);
    line += fmt::format(" of {}  {:3.0f} %", shown_size(total), std::min(100.0, 100 * bytes / total));
  }
  line += fmt::format("  {}/s", shown_size(rate));
  if (progress.total && rate > 0) {
    const double left = std::max(0.0, static_cast<double>(*progress.total) - bytes) / rate;
    line += fmt::format("  {}:{:02} left", static_cast<long>(left) / 60, static_cast<long>(left) % 60);
  }
  say(is_on_terminal_ ? "\r\x1b[K" + line : line + '\n');
  is_shown_ = is_on_terminal_;
}

void ProgressLine::erase() {
  if (!is_shown_) return;
  say("\r\x1b[K");
  is_shown_ = false;
}

}  // namespace culprit::cli
