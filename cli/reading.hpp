#pragma once

#include <culprit/analyzer.hpp>

#include <CLI/App.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace culprit::cli {

/// What all commands that read logs have in common.
struct Reading {
  std::vector<std::string> files;
  std::vector<std::string> base;  ///< files of the run that this one is compared with
  Options options;
  bool quiet = false;
  std::string progress = "auto";  ///< when it is shown: always, never, or on a terminal
  bool rotated = false;           ///< the files are put in order of their first times
  std::string config;             ///< the configuration to read, if it is named …
  bool no_config = false;         ///< … or none, even if one is found
};

/// Adds --config and --no-config.
void add_config_options(CLI::App& app, Reading& reading);

/// The configuration that is named or found; nothing if there is none.
std::optional<std::filesystem::path> config_path(const Reading& reading);

/// Reads the configuration that is named or found, if any, into the options.
/// Throws Error.
void read_config(Reading& reading);

/// Adds FILE, and the options that say what of the logs is read, and how.
void add_reading_options(CLI::App& app, Reading& reading);

/// Adds --threads. The report is the same for every number.
void add_threads_option(CLI::App& app, Reading& reading);

/// Complains and returns false if there is nothing to read, or about what no single option or the
/// configuration shows to be wrong. None of `outputs`, the files to be written, may be one that is
/// read: a log, the configuration, or one of `also_read`.
bool prepare(Reading& reading, const std::vector<std::string>& outputs,
             const std::vector<std::string>& also_read = {});

/// Calls `read` with the options that say how, and shows progress while it runs, if it is to be. From
/// then on the first signal ends the reading: stop_on_signal().
void read_with(const Reading& reading, const std::function<void(Options)>& read);

/// Reads the files, and shows progress likewise.
Summary read(const Reading& reading);

/// True if some input could not be read to its end.
bool has_fault(const std::vector<Diagnostic>& diagnostics);

/// Complains about what could not be read. Returns an ExitCode.
int complain_of_faults(const Reading& reading, const Summary& summary);

}  // namespace culprit::cli
