#pragma once

#include <culprit/analyzer.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace culprit::test {

/// What is counted in a log that is the only input, by the name of `source`. Times without a zone are
/// those of UTC, wherever the test runs.
inline Summary analyze(std::string_view log, Options options = {}, std::string_view source = "killbill.log") {
  options.timezone = "UTC";
  Analyzer analyzer(std::move(options));
  analyzer.feed(source, log);
  return analyzer.finish();
}

/// The same where groups have no more room than that.
inline Summary analyze(std::string_view log, std::size_t summary_bytes) {
  Options options;
  options.limits.summary_bytes = summary_bytes;
  return analyze(log, std::move(options));
}

}  // namespace culprit::test
