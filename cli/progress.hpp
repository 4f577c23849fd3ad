#pragma once

#include <culprit/analyzer.hpp>

#include <chrono>

namespace culprit::cli {

/// A line on standard error that shows how far reading has come: bytes, share,
/// rate, time left. Nothing is shown of work that is done in half a second.
///
/// On a terminal the line is drawn again and again, and erased in the end. Elsewhere,
/// as in the log of a build, there is a further line each second, and they stay.
class ProgressLine {
public:
  explicit ProgressLine(bool is_on_terminal) : is_on_terminal_(is_on_terminal) {}
  ~ProgressLine() { erase(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const Progress& progress);
  void erase();

private:
  using Clock = std::chrono::steady_clock;

  bool is_on_terminal_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_ + std::chrono::milliseconds(500);
  bool is_shown_ = false;
};

}  // namespace culprit::cli
