#include <culprit/error.hpp>
#include <culprit/rotated.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <set>
#include <system_error>
#include <utility>

namespace culprit {
namespace {

namespace fs = std::filesystem;

/// Ends a reading when what is wanted is known.
struct Found {
  std::int64_t milliseconds;
};

void add_files(const std::string& path, std::vector<std::string>& files) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    files.push_back(path);
    return;
  }
  const std::size_t before = files.size();
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
    if (entry->is_regular_file(error) && !entry->path().filename().string().starts_with('.'))
      files.push_back(entry->path().string());
  if (error) throw Error(fmt::format("{}: can't be listed: {}", path, error.message()));
  if (files.size() == before) throw Error(fmt::format("{}: there is no file in it", path));
}

/// The time of the first record; the latest there is if no record has one, or
/// if the file can't be read, which is said when it is read as a whole. What can be read but once is left
/// alone.
std::int64_t first_time(const std::string& path, const Options& options) {
  constexpr std::int64_t kLatest = std::numeric_limits<std::int64_t>::max();
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return kLatest;
  Options peek;
  peek.layouts = options.layouts;
  peek.timezone = options.timezone;
  peek.first_day = options.first_day;
  peek.quiet_events = true;
  peek.on_event = [](const Event& event) {
    if (event.time) throw Found{event.time->milliseconds};
  };
  try {
    Analyzer(std::move(peek)).read(path);
  } catch (const Found& found) {
    return found.milliseconds;
  }
  return kLatest;
}

}  // namespace

std::vector<std::string> rotated_set(const std::vector<std::string>& paths, const Options& options) {
  std::vector<std::string> files;
  for (const std::string& path : paths) add_files(path, files);
  std::set<fs::path> known;
  std::erase_if(files, [&](const std::string& file) {
    std::error_code error;
    const fs::path real = fs::weakly_canonical(file, error);
    return !error && !known.insert(real).second;
  });
  std::vector<std::pair<std::int64_t, std::string>> timed;
  timed.reserve(files.size());
  for (std::string& file : files) {
    const std::int64_t time = first_time(file, options);
    timed.emplace_back(time, std::move(file));
  }
  std::sort(timed.begin(), timed.end());
  files.clear();
  for (auto& [time, file] : timed) files.push_back(std::move(file));
  return files;
}

}  // namespace culprit
