#pragma once

#include <culprit/export.hpp>

#include <atomic>

namespace culprit {

/// Ends from outside what Analyzer::read reads, as where a log is followed that has no end.
///
///   culprit::Stop stop;  // outlives the analyzer
///   culprit::Options options;
///   options.stop = &stop;
///   …
///   stop.request();  // in a callback, another thread, a signal handler
///
/// It can't be taken back. Several analyzers may have the same one.
class CULPRIT_EXPORT Stop {
public:
  /// Throws Error if the process has no descriptors left: it takes two.
  Stop();
  ~Stop();
  Stop(const Stop&) = delete;
  Stop& operator=(const Stop&) = delete;

  /// Any thread may call it, at any time and again, and so may a signal handler: it is async-signal-safe,
  /// and leaves errno as it was.
  void request() noexcept;

  bool is_requested() const noexcept { return is_requested_; }

  /// For poll(): readable once it is requested. Nothing is to be read from it.
  int descriptor() const noexcept { return ends_[0]; }

private:
  static_assert(std::atomic<bool>::is_always_lock_free);

  std::atomic<bool> is_requested_ = false;
  int ends_[2] = {-1, -1};  // of a pipe
};

}  // namespace culprit
