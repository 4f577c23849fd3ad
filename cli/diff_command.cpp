#include "commands.hpp"
#include "exit_code.hpp"
#include "output.hpp"
#include "parse.hpp"
#include "reading.hpp"
#include "signals.hpp"

#include <culprit/culprit.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace culprit::cli {
namespace {

constexpr const char* kExamples = R"(Examples:
  culprit diff yesterday.log today.log
  culprit diff yesterday.json.gz today.log.gz       a report of --format json
  culprit diff baseline.txt today.log               a baseline file
  culprit diff yesterday.culprit today.log          a snapshot
  culprit diff --base a1.log --base a2.log b1.log b2.log
                                                    several logs are one run
Exit codes: 0 whatever differs, 2 wrong usage, 3 some input could not be read.)";

using Render = std::string (*)(const Comparison&);

struct Arguments {
  Reading reading;
  CompareOptions options;
  Render render = render_comparison_text;
  std::string output;
};

void define(CLI::App& app, Arguments& arguments) {
  app.add_option("--base", arguments.reading.base,
                 "A file of the base, if that is not the first FILE; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  add_choice<Render>(app, "-f,--format", arguments.render,
                     {{"text", render_comparison_text},
                      {"markdown", render_comparison_markdown},
                      {"json", render_comparison_json}},
                     "What to print")
      ->type_name("FORMAT");
  app.add_option("-o,--output", arguments.output, "Write it to a file, replacing it")->type_name("FILE");
  add_choice<std::optional<Per>>(app, "--per", arguments.options.per,
                                 {{"auto", std::nullopt},
                                  {"record", Per::record},
                                  {"minute", Per::minute},
                                  {"request", Per::request},
                                  {"run", Per::run}},
                                 "What counts are held against")
      ->type_name("WHAT");
  add_reading_options(app, arguments.reading);
  add_threads_option(app, arguments.reading);
}

/// Takes the base off the files, if it is not named apart. Complains and returns false if there aren't two
/// runs.
bool find_runs(Reading& reading) {
  std::vector<std::string>& files = reading.files;
  if (reading.base.empty()) {
    if (files.size() != 2) {
      complain("name two runs: culprit diff BASE CURRENT, or --base for each file of the base");
      return false;
    }
    reading.base = {files.front()};
    files.erase(files.begin());
  }
  const auto reads_stdin = [](const std::vector<std::string>& paths) {
    return std::find(paths.begin(), paths.end(), "-") != paths.end();
  };
  if (!reads_stdin(reading.base) || !(files.empty() || reads_stdin(files))) return true;
  complain("standard input can't be both runs");
  return false;
}

}  // namespace

int diff(const std::vector<std::string>& values) {
  Arguments arguments;
  Command app("Says what is new, gone, more or less frequent in a run than in another one.", "culprit diff");
  app.footer(kExamples);
  define(app, arguments);
  if (const auto done = parse(app, values)) return *done;
  if (!find_runs(arguments.reading) || !prepare(arguments.reading, {arguments.output})) return kUsage;

  Comparison comparison;
  try {
    Options& options = arguments.reading.options;
    options.stop = &stop_on_signal();
    comparison = compare(load_profile(arguments.reading.base, options),
                         load_profile(arguments.reading.files, options), arguments.options);
  } catch (const Error& error) {
    complain(error.what());
    return kUsage;
  }
  const std::string text = arguments.render(comparison);
  int code = try_to([&] {
    if (arguments.output.empty()) print(text);
    else write_file(arguments.output, text);
  });
  for (const Profile* run : {&comparison.base, &comparison.current}) {
    if (!arguments.reading.quiet)
      for (const Diagnostic& diagnostic : run->diagnostics) complain(render_diagnostic(diagnostic));
    if (has_fault(run->diagnostics)) code = kUnreadable;
  }
  return code;
}

}  // namespace culprit::cli
