#include "input/file.hpp"
#include "input/source.hpp"

#include <culprit/baseline.hpp>
#include <culprit/error.hpp>

#include <fmt/format.h>

#include <cstddef>

namespace culprit {
namespace {

constexpr std::size_t kFrontBytes = 256;

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

/// The recogniser of a file; nullptr if it is a log, or can't be read.
const Recogniser* recognise(const std::string& path) {
  if (path == "-" || !input::stored_size(path)) return nullptr;
  try {
    const std::string front = input::File(path).peek(kFrontBytes);
    for (const Recogniser& recogniser : kRecognisers)
      if (recogniser.recognises(front)) return &recogniser;
  } catch (const input::Fault&) {  // the analyzer will meet it
  }
  return nullptr;
}

std::string read_file(const std::string& path) {
  constexpr std::size_t kBlockBytes = 256 << 10;
  try {
    input::File file(path);
    std::string text;
    for (std::size_t size = 0;;) {
      text.resize(size + kBlockBytes);
      const std::size_t more = file.read(text.data() + size, kBlockBytes);
      text.resize(size += more);
      if (more == 0) return text;
    }
  } catch (const input::Fault& fault) {
    throw Error(fmt::format("{}: {}", path, fault.what()));
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
    return recogniser->read(read_file(path), path);
  }
  Analyzer analyzer(options);
  analyzer.read(paths);
  return profile_of(analyzer.finish(), name_of(paths));
}

}  // namespace culprit
