#include "require.hpp"

#include <culprit/analyzer.hpp>
#include <culprit/error.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

// Takes the first line for a user's layout, a pattern, or behind a `/` an expression, and reads the
// others with it: in one piece and byte by byte, which must be the same.

using namespace culprit;
using namespace culprit::fuzz;

namespace {

Summary read(const Options& options, std::string_view log, std::size_t chunk) {
  Analyzer analyzer(options);
  for (std::size_t at = 0; at < log.size(); at += chunk) analyzer.feed("log", log.substr(at, chunk));
  return analyzer.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(input.find('\n'), input.size());
  std::string_view layout = input.substr(0, end);
  const std::string_view log = input.substr(std::min(end + 1, input.size()));
  const bool is_regex = layout.starts_with('/');
  if (is_regex) layout.remove_prefix(1);

  Options options;
  options.timezone = "UTC";
  options.layouts = {
      {"layout", is_regex ? UserLayout::Kind::regex : UserLayout::Kind::pattern, std::string(layout)}};
  try {
    const Summary whole = read(options, log, input.size() + 1);
    require(whole == read(options, log, 1), "a log is the same in pieces");
    const auto newlines = static_cast<std::uint64_t>(std::count(log.begin(), log.end(), '\n'));
    require(whole.totals.lines == newlines + !(log.empty() || log.back() == '\n'), "each line is read once");
  } catch (const Error&) {
    // The layout makes no sense, which is said before anything is read.
  }
  return 0;
}
