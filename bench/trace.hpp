#pragma once

#include "layout.hpp"
#include "random.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::bench {

/// A throwable's class and the pattern of its message (see pattern.hpp).
struct Throwable {
  std::string_view class_name;
  std::string_view message;
};

/// A kind of failure: how its record begins, and the throwables in it, head first.
struct Failure {
  Event event;
  std::string_view message;
  std::span<const std::string_view> reasons;  ///< one is chosen for the whole chain
  std::span<const Throwable> chain;
};

/// A plugin's failure, the only one of dense logs.
extern const Failure kPluginFailure;

/// Different failures, for the other logs.
std::span<const Failure> various_failures();

/// Writes traces of 60 to 120 frames.
class TraceWriter {
public:
  TraceWriter();

  /// Appends the trace of a failure, with the reason of that index. Returns its number of lines.
  std::size_t append(const Failure& failure, std::size_t reason, Random& random, std::string& out);

private:
  std::string reason_;
  std::string request_frames_;             ///< of a thread that serves a request, innermost first
  std::vector<std::size_t> frame_starts_;  ///< in request_frames_
};

}  // namespace culprit::bench
