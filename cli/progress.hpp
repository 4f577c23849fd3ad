#pragma once

#include <culprit/analyzer.hpp>

#include <chrono>

namespace culprit::cli {

/// A line on standard error that shows how far reading has come: bytes, share,
/// rate, time left. Nothing is shown of work that is done in half a second.
class ProgressLine {
public:
  ProgressLine() = default;
  ~ProgressLine() { erase(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const Progress& progress);
  void erase();

private:
  using Clock = std::chrono::steady_clock;

  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_ + std::chrono::milliseconds(500);
  bool is_shown_ = false;
};

}  // namespace culprit::cli
