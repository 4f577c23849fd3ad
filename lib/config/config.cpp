#include "config/problem_file.hpp"
#include "config/toml_table.hpp"
#include "parse/layouts.hpp"
#include "parse/time_zone.hpp"

#include <culprit/config.hpp>
#include <culprit/error.hpp>
#include <culprit/knowledge.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace culprit {
namespace {

using config::TomlFile;
using config::TomlTable;

namespace fs = std::filesystem;

constexpr const char* kName = "culprit.toml";

UserLayout read_layout(const TomlTable& table) {
  table.allow({"name", "pattern", "regex"});
  if (table.has("pattern") == table.has("regex")) table.fail("a layout has either a 'pattern' or a 'regex'");
  const bool is_regex = table.has("regex");
  const std::string_view key = is_regex ? "regex" : "pattern";
  UserLayout layout{table.text("name"), is_regex ? UserLayout::Kind::regex : UserLayout::Kind::pattern,
                    table.text(key)};
  table.check(key, [&] { (void)parse::compile_layout(layout); });
  return layout;
}

UserMask read_mask(const TomlTable& table) {
  table.allow({"name", "pattern"});
  UserMask mask{table.text("name"), table.text("pattern")};
  table.check("name", [&] { const Normalizer any({{mask.name, "x"}}); });
  table.check("pattern", [&] { const Normalizer normalizer({mask}); });
  return mask;
}

void read_merging(const TomlTable& table, MergeRules& rules) {
  table.allow({"keep"});
  const auto check = [](const std::string& pattern) { const TemplateMerger merger(MergeRules{{pattern}}); };
  for (std::string& pattern : table.texts("keep", check)) rules.keep.push_back(std::move(pattern));
}

std::vector<Problem> read_problems(const std::vector<TomlTable>& tables) {
  std::vector<Problem> problems;
  problems.reserve(tables.size());
  for (const TomlTable& table : tables) problems.push_back(config::read_problem(table));
  const Knowledge knowledge(problems);
  for (const TomlTable& table : tables)
    (void)table.texts("yields_to", [&](const std::string& id) {
      if (knowledge.find(id) == nullptr) throw Error(fmt::format("there is no problem '{}' to yield to", id));
    });
  return problems;
}

void read_limits(const TomlTable& table, Limits& limits) {
  table.allow({"line_bytes", "message_bytes", "throwables", "summary_bytes"});
  table.read_number("line_bytes", limits.line_bytes);
  table.read_number("message_bytes", limits.message_bytes);
  table.read_number("throwables", limits.throwables);
  table.read_number("summary_bytes", limits.summary_bytes);
}

/// Empty if there is no such place: a variable that is empty or relative counts as not set (XDG Base
/// Directory).
fs::path home_config() {
  const auto folder = [](const char* variable) {
    const char* const value = std::getenv(variable);
    fs::path path = value == nullptr ? "" : value;
    return path.is_absolute() ? path : fs::path();
  };
  if (const fs::path xdg = folder("XDG_CONFIG_HOME"); !xdg.empty()) return xdg / "culprit" / kName;
  const fs::path home = folder("HOME");
  return home.empty() ? home : home / ".config" / "culprit" / kName;
}

}  // namespace

std::optional<fs::path> find_config(const fs::path& directory) {
  std::error_code ignored;
  for (fs::path folder = fs::absolute(directory, ignored);; folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / kName, ignored)) return folder / kName;
    if (fs::exists(folder / ".git", ignored) || folder == folder.parent_path()) break;
  }
  fs::path at_home = home_config();
  return fs::is_regular_file(at_home, ignored) ? std::optional(std::move(at_home)) : std::nullopt;
}

void apply_config(const fs::path& path, Options& options) {
  const TomlFile file = TomlFile::read(path);
  const TomlTable table = file.root();
  table.allow({"timezone", "library_frames", "layout", "mask", "normalize", "problem", "limits",
               "check"});  // check: read_gate()
  if (table.has("timezone") && options.timezone.empty()) {
    options.timezone = table.text("timezone");
    table.check("timezone", [&] { const parse::TimeZone zone(options.timezone); });
  }
  for (std::string& prefix : table.texts("library_frames"))
    options.library_frames.push_back(std::move(prefix));
  for (const TomlTable& layout : table.tables("layout")) options.layouts.push_back(read_layout(layout));
  for (const TomlTable& mask : table.tables("mask")) options.masks.push_back(read_mask(mask));
  for (Problem& problem : read_problems(table.tables("problem")))
    options.problems.push_back(std::move(problem));
  if (const auto normalize = table.table("normalize")) read_merging(*normalize, options.merging);
  if (const auto limits = table.table("limits")) read_limits(*limits, options.limits);
}

}  // namespace culprit
