#include "reading.hpp"

#include "exit_code.hpp"
#include "output.hpp"
#include "parse.hpp"
#include "progress.hpp"
#include "signals.hpp"
#include "terminal.hpp"

#include <culprit/config.hpp>
#include <culprit/error.hpp>
#include <culprit/render.hpp>
#include <culprit/rotated.hpp>
#include <culprit/timestamp.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace culprit::cli {
namespace {

Timestamp parse_time(const std::string& text) {
  const auto time = parse_iso8601(text);
  if (!time)
    throw CLI::ValidationError(
        fmt::format("'{}' is no time; write 2021-12-22T10:18, 2021-12-22 or 10:18", text));
  return *time;
}

Level read_level(const std::string& text) {
  const auto level = parse_level(text);
  if (!level)
    throw CLI::ValidationError(
        fmt::format("--level: '{}' is none of TRACE, DEBUG, INFO, WARN, ERROR, FATAL", text));
  return *level;
}

std::chrono::year_month_day parse_date(const std::string& text) {
  const auto time = parse_iso8601(text);
  const std::chrono::year_month_day date{
      std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::milliseconds>(
          std::chrono::milliseconds(time ? time->milliseconds : 0)))};
  if (!time || !time->has_date || to_iso8601(*time).substr(0, text.size()) != text)
    throw CLI::ValidationError(fmt::format("--date: '{}' is no date; write 2021-12-22", text));
  return date;
}

std::chrono::milliseconds read_window(double seconds) {
  constexpr double kMost = 86400;
  // What is no number is neither less nor more.
  if (!(seconds >= 0 && seconds <= kMost))
    throw CLI::ValidationError(
        fmt::format("--failure-window: {} is not from 0 to {} seconds", seconds, kMost));
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

/// Complains and returns false if no record can be between --since and --until.
bool has_time(const Filter& filter) {
  const auto& [since, until, level, classes] = filter;
  if (!since || !until || !since->has_date || !until->has_date || since->milliseconds < until->milliseconds)
    return true;
  complain("--since is not before --until, so that no record passes");
  return false;
}

bool are_one_file(const std::string& input, const std::string& output) {
  const std::filesystem::path path = input == "-" ? "/dev/stdin" : input;
  std::error_code ignored;
  return std::filesystem::equivalent(path, output, ignored) &&
         std::filesystem::is_regular_file(path, ignored);
}

/// Complains and returns false if a file is both to be read and to be written.
bool spares(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs) {
  for (const std::string& input : inputs)
    for (const std::string& output : outputs) {
      if (!are_one_file(input, output)) continue;
      complain(fmt::format("a report would replace {}, which is to be read",
                           input == "-" ? "standard input" : input));
      return false;
    }
  return true;
}

bool shows_progress(const Reading& reading) {
  if (reading.quiet || reading.progress == "never") return false;
  return reading.progress == "always" || is_terminal(STDERR_FILENO);
}

/// All that is read: logs, the configuration, and `also_read`.
std::vector<std::string> inputs(const Reading& reading, const std::vector<std::string>& also_read) {
  std::vector<std::string> all = reading.files;
  all.insert(all.end(), reading.base.begin(), reading.base.end());
  all.insert(all.end(), also_read.begin(), also_read.end());
  if (const auto config = config_path(reading)) all.push_back(config->string());
  return all;
}

}  // namespace

void add_reading_options(CLI::App& app, Reading& reading) {
  Filter& filter = reading.options.filter;
  app.add_option("FILE", reading.files, "Logs to read; - is standard input, as is no FILE at all on a pipe")
      ->type_name("");
  app.add_option_function<std::string>(
         "--since", [&](const std::string& text) { filter.since = parse_time(text); },
         "Only records from this time on")
      ->type_name("TIME");
  app.add_option_function<std::string>(
         "--until", [&](const std::string& text) { filter.until = parse_time(text); },
         "Only records before this time")
      ->type_name("TIME");
  app.add_option("--class", filter.classes,
                 "Only exceptions whose class matches, as in '*ApiException'; may be repeated")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  app.add_option_function<std::string>(
         "--level", [&](const std::string& text) { filter.level = read_level(text); },
         "Only records of this level or a more severe one")
      ->type_name("LEVEL");
  app.add_option("--timezone", reading.options.timezone,
                 "Zone of times that state none, as Europe/Berlin; the machine's if not given")
      ->type_name("ZONE");
  app.add_option_function<std::string>(
         "--date", [&](const std::string& text) { reading.options.first_day = parse_date(text); },
         "Day of the first record, if the log states times alone")
      ->type_name("DATE");
  const auto add_layout_option = [&](const char* name, UserLayout::Kind kind, const char* type,
                                     const char* purpose) {
    const auto add = [&reading, kind](const std::vector<std::string>& texts) {
      for (const std::string& text : texts)
        reading.options.layouts.push_back(
            {fmt::format("layout-{}", reading.options.layouts.size() + 1), kind, text});
    };
    app.add_option_function<std::vector<std::string>>(name, add, purpose)
        ->type_name(type)
        ->allow_extra_args(false);
  };
  add_layout_option("--layout", UserLayout::Kind::pattern, "PATTERN",
                    "A layout of your own, as logback and log4j2 take it; may be repeated");
  add_layout_option("--layout-regex", UserLayout::Kind::regex, "RE2",
                    "Likewise, with groups named time, level, logger, thread, message");
  app.add_option_function<double>(
         "--failure-window",
         [&](const double& seconds) { reading.options.failure_window = read_window(seconds); },
         "How far apart a thread's exceptions of one cause may be to be one failure; 10 if not given")
      ->type_name("SECONDS");
  add_mask_option(app, reading.options.masks);
  add_config_options(app, reading);
  app.add_flag("--rotated", reading.rotated,
               "Read files in order of their first times; a folder stands for the files in it");
  add_choice<std::string>(app, "--progress", reading.progress,
                          {{"auto", "auto"}, {"always", "always"}, {"never", "never"}},
                          "When to show progress on standard error; auto: on a terminal")
      ->type_name("WHEN");
  app.add_flag("-q,--quiet", reading.quiet, "Neither progress nor complaints on standard error");
}

void add_config_options(CLI::App& app, Reading& reading) {
  app.add_option("--config", reading.config,
                 "Read this configuration, and not the culprit.toml that is found")
      ->type_name("FILE");
  app.add_flag("--no-config", reading.no_config, "Read no configuration");
}

std::optional<std::filesystem::path> config_path(const Reading& reading) {
  if (reading.no_config) return std::nullopt;
  return reading.config.empty() ? find_config(".") : std::filesystem::path(reading.config);
}

void read_config(Reading& reading) {
  if (const auto path = config_path(reading)) apply_config(*path, reading.options);
}

void add_threads_option(CLI::App& app, Reading& reading) {
  app.add_option("-j,--threads", reading.options.threads,
                 "Threads to read with; as many as there are cores if 0")
      ->check(CLI::Range(0, 256).description(""))
      ->type_name("N");
}

bool prepare(Reading& reading, const std::vector<std::string>& outputs,
             const std::vector<std::string>& also_read) {
  if (!take_standard_input(reading.files) || !has_time(reading.options.filter)) return false;
  try {
    read_config(reading);
    const Analyzer trial(reading.options);
    if (reading.rotated)
      for (std::vector<std::string>* const run : {&reading.files, &reading.base})
        *run = rotated_set(*run, reading.options);
    return spares(inputs(reading, also_read), outputs);
  } catch (const Error& error) {
    complain(error.what());
    return false;
  }
}

void read_with(const Reading& reading, const std::function<void(Options)>& read) {
  ProgressLine line(is_terminal(STDERR_FILENO));
  Options options = reading.options;
  options.map_files = true;
  options.stop = &stop_on_signal();
  if (shows_progress(reading)) options.on_progress = [&](const Progress& progress) { line.show(progress); };
  read(std::move(options));
  line.erase();
}

Summary read(const Reading& reading) {
  Summary summary;
  read_with(reading, [&](Options options) {
    Analyzer analyzer(std::move(options));
    analyzer.read(reading.files);
    summary = analyzer.finish();
  });
  return summary;
}

bool has_fault(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.is_fault(); });
}

int complain_of_faults(const Reading& reading, const Summary& summary) {
  if (!reading.quiet)
    for (const Diagnostic& diagnostic : summary.diagnostics) complain(render_diagnostic(diagnostic));
  return has_fault(summary.diagnostics) ? kUnreadable : kFine;
}

}  // namespace culprit::cli
