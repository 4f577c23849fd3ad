#include <culprit/baseline.hpp>
#include <culprit/error.hpp>

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace culprit {
namespace {

/// A kind of file that is a whole run by itself.
struct Recogniser {
  std::string_view what;
  bool (*recognises)(std::string_view front);  ///< the first 256 bytes
  Profile (*read)(std::string_view text, const std::string& name);
};

constexpr Recogniser kRecognisers[] = {
    {"a baseline", [](std::string_view front) { return front.starts_with("# culprit baseline "); },
     read_baseline},
    {"a report in JSON",
     [](std::string_view front) {
       return front.starts_with('{') && front.find("\"culprit.summary/") != std::string_view::npos;
     },
     read_json_report},
};

/// The recogniser of a file; nullptr if it is a log, or can't be read.
const Recogniser* recognise(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return nullptr;
  std::array<char, 256> front;
  std::ifstream file(path, std::ios::binary);
  file.read(front.data(), front.size());
  const std::string_view text(front.data(), static_cast<std::size_t>(file.gcount()));
  for (const Recogniser& recogniser : kRecognisers)
    if (recogniser.recognises(text)) return &recogniser;
  return nullptr;
}

Profile load_file(const Recogniser& recogniser, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file) throw Error(fmt::format("{}: {}", path, std::strerror(errno)));
  return recogniser.read(text, path);
}

std::string name_of(const std::vector<std::string>& paths) {
  const std::string first = paths.front() == "-" ? "standard input" : paths.front();
  return paths.size() == 1 ? first : fmt::format("{} and {} more", first, paths.size() - 1);
}

}  // namespace

Profile load_profile(const std::vector<std::string>& paths, const Options& options) {
  for (const std::string& path : paths) {
    const Recogniser* const recogniser = recognise(path);
    if (recogniser == nullptr) continue;
    if (paths.size() > 1)
      throw Error(fmt::format("{} is {}, which is a run by itself; it can't be joined with other files", path,
                              recogniser->what));
    return load_file(*recogniser, path);
  }
  Analyzer analyzer(options);
  analyzer.read(paths);
  return profile_of(analyzer.finish(), name_of(paths));
}

}  // namespace culprit
