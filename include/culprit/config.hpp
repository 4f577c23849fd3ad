#pragma once

#include <culprit/analyzer.hpp>
#include <culprit/export.hpp>

#include <filesystem>
#include <optional>

namespace culprit {

/// Finds the configuration that applies in `directory`: `culprit.toml` there or
/// in a folder above, up to the root of the repository (the folder that holds
/// `.git`); failing that, `culprit/culprit.toml` in $XDG_CONFIG_HOME or ~/.config.
CULPRIT_EXPORT std::optional<std::filesystem::path> find_config(const std::filesystem::path& directory);

/// Adds what a configuration says to `options`. What they hold already wins: its
/// layouts and masks are tried first, and its time zone stays.
///
///   timezone = "Europe/Berlin"
///   library_frames = ["com.example.shim."]
///
///   [[layout]]
///   name = "ours"
///   pattern = "%d{ISO8601} [%t] %-5p %c{1.} - %m%n"    # or regex = "(?P<time>…) …"
///
///   [[mask]]
///   name = "plan"
///   pattern = "plan-[a-z]+"
///
///   [normalize]
///   keep = ["gold|silver"]
///
///   [limits]
///   message_bytes = 65536
///
/// Throws Error, with line and column, for what can't be read or makes no sense.
CULPRIT_EXPORT void apply_config(const std::filesystem::path& path, Options& options);

}  // namespace culprit
