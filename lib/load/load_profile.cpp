#include "input/source.hpp"
#include "text/unicode.hpp"

#include <culprit/baseline.hpp>
#include <culprit/error.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace culprit {
namespace {

constexpr std::size_t kFrontBytes = 256;
/// No baseline or report is larger when it is decoded. A report of 33 MB took a `summary_bytes` of 40 MB.
constexpr std::size_t kMostBytes = std::size_t{128} << 20;

/// A kind of file that is a whole run by itself.
struct Recogniser {
  std::string_view what;
  bool (*recognises)(std::string_view front);  ///< the first kFrontBytes
  Profile (*read)(std::string_view text, const std::string& name);
};

constexpr Recogniser kRecognisers[] = {
    {"a baseline", [](std::string_view front) { return front.starts_with("# culprit baseline "); },
     read_baseline},
    {"a report in JSON",
     [](std::string_view front) {
       return front.starts_with('{') && (front.find("\"culprit.summary/") != std::string_view::npos ||
                                         front.find("\"culprit.check/") != std::string_view::npos);
     },
     read_json_report},
};

/// Without what may stand in front of any text.
std::string_view behind_mark(std::string_view text) {
  if (text.starts_with(text::kByteOrderMark)) text.remove_prefix(text::kByteOrderMark.size());
  return text;
}

/// The recogniser of a file; nullptr if it is a log, or can't be read: the analyzer will meet that.
const Recogniser* recognise(const std::string& path) {
  const std::string front = input::front(path, kFrontBytes);
  for (const Recogniser& recogniser : kRecognisers)
    if (recogniser.recognises(behind_mark(front))) return &recogniser;
  return nullptr;
}

Profile read_run(const Recogniser& recogniser, const std::string& path, const Stop* stop) {
  try {
    const std::string text = input::read_whole(*input::open(path, 1, stop), kMostBytes);
    return recogniser.read(behind_mark(text), path);
  } catch (const input::Fault& fault) {
    Profile profile;
    profile.name = path;
    profile.diagnostics.push_back({path, fault.offset, fault.kind, fault.what()});
    return profile;
  }
}

std::string name_of(const std::vector<std::string>& paths) {
  const std::string first = paths.front() == "-" ? "standard input" : paths.front();
  return paths.size() == 1 ? first : fmt::format("{} and {} more", first, paths.size() - 1);
}

}  // namespace

Profile load_profile(const std::vector<std::string>& paths, const Options& options) {
  if (paths.empty()) throw Error("a run has at least one file");
  for (const std::string& path : paths) {
    const Recogniser* const recogniser = recognise(path);
    if (recogniser == nullptr) continue;
    if (paths.size() > 1)
      throw Error(fmt::format("{} is {}, which is a run by itself; it can't be joined with other files", path,
                              recogniser->what));
    return read_run(*recogniser, path, options.stop);
  }
  Analyzer analyzer(options);
  analyzer.read(paths);
  return profile_of(analyzer.finish(), name_of(paths));
}

}  // namespace culprit
