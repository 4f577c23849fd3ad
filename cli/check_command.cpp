#include "commands.hpp"
#include "exit_code.hpp"
#include "output.hpp"
#include "parse.hpp"
#include "reading.hpp"
#include "reports.hpp"

#include <culprit/culprit.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace culprit::cli {
namespace {

constexpr const char* kExamples = R"(Examples:
  culprit check killbill.log --baseline baseline.txt              fails if anything is new
  culprit check killbill.log --fail-on 'errors > 6' --fail-on 'failures > 1%'
  culprit check killbill.log --baseline baseline.txt --update-baseline
  docker compose logs --no-color | culprit check --report junit=culprit.xml

Without --rules, --fail-on and a table [check] in culprit.toml, `new` is the
rule if there is a baseline, and `total > 0` otherwise; docs/ci.md.
Exit codes: 0 it passes, 1 a rule fails, 2 wrong usage, 3 some input could not be read.)";

struct Arguments {
  Reading reading;
  Reports reports;
  std::string baseline;
  std::string rules;
  std::vector<std::string> fail_on;
  bool update = false;
};

void define(CLI::App& app, Arguments& arguments) {
  app.add_option("--baseline", arguments.baseline,
                 "Compare with this run: a baseline file, a report in JSON, a snapshot, or a log")
      ->type_name("FILE");
  app.add_option("--rules", arguments.rules,
                 "Read the table [check] of this file, and not of the configuration")
      ->type_name("FILE");
  app.add_option("--fail-on", arguments.fail_on,
                 "Fail on this, in place of the rules of a file: 'new', 'errors > 6'; may be repeated")
      ->type_name("RULE")
      ->allow_extra_args(false);
  app.add_flag("--update-baseline", arguments.update, "Write the baseline file; judge and report nothing");
  add_reading_options(app, arguments.reading);
  add_threads_option(app, arguments.reading);
  add_report_options(app, arguments.reports);
}

/// Rules and allowances of the file that has them, and of the command line. Throws Error.
Gate make_gate(const Arguments& arguments) {
  Gate gate;
  if (!arguments.rules.empty()) {
    const auto of_file = read_gate(arguments.rules);
    if (!of_file) throw Error(fmt::format("{}: there is no table [check] in it", arguments.rules));
    gate = *of_file;
  } else if (const auto config = config_path(arguments.reading)) {
    gate = read_gate(*config).value_or(Gate());
  }
  if (!arguments.fail_on.empty()) gate.rules.clear();
  for (const std::string& rule : arguments.fail_on) gate.rules.push_back(parse_rule(rule));
  if (gate.rules.empty()) gate.rules.push_back(parse_rule(arguments.baseline.empty() ? "total > 0" : "new"));
  if (gate.compares() && arguments.baseline.empty())
    throw Error("a rule compares with a baseline; name one with --baseline");
  return gate;
}

/// Throws Error if there is a file that is no baseline: a log isn't to be replaced by mistake, nor what is
/// compressed by what isn't, which the name may also ask for.
void refuse_to_replace(const std::string& path) {
  for (const char* ending : {".gz", ".zst", ".bz2", ".xz"})
    if (path.ends_with(ending))
      throw Error(fmt::format(
          "--update-baseline writes plain text, and {} is named as compressed; leave out the ending", path));
  std::ifstream file(path);
  std::string line;
  if (std::getline(file, line) && !line.starts_with("# culprit baseline "))
    throw Error(fmt::format("{} is no baseline as --update-baseline writes it, and stays as it is", path));
}

/// Throws Error if the options that are given ask for more than an update does.
void check_update(const Arguments& arguments) {
  if (arguments.baseline.empty()) throw Error("--update-baseline needs the --baseline to write");
  if (are_asked_for(arguments.reports))
    throw Error("--update-baseline writes no report; leave out --format, --output, --report and --github");
  refuse_to_replace(arguments.baseline);
}

std::optional<Profile> load_baseline(const Arguments& arguments) {
  if (arguments.baseline.empty()) return std::nullopt;
  if (arguments.baseline == "-") throw Error("--baseline: standard input can't be the baseline; name a file");
  std::error_code ignored;
  if (!std::filesystem::exists(arguments.baseline, ignored)) {
    if (arguments.update) return std::nullopt;
    throw Error(fmt::format("{}: there is no such file; --update-baseline writes it", arguments.baseline));
  }
  try {
    return load_profile(arguments.reading.base, arguments.reading.options);
  } catch (const Error& error) {
    if (!arguments.update) throw;
    complain(error.what());  // one that a merge has spoilt is written anew
    return std::nullopt;
  }
}

int update_baseline(const Arguments& arguments, const std::optional<Profile>& old) {
  const Summary summary = read(arguments.reading);
  const int code = complain_of_faults(arguments.reading, summary);
  if (code != kFine) {
    complain(fmt::format("{} stays as it is, since not all inputs could be read", arguments.baseline));
    return code;
  }
  const Profile profile = profile_of(summary);
  write_file(arguments.baseline, write_baseline(profile));
  const std::size_t groups = profile.causes.size();
  const std::string changes =
      old ? describe(compare(*old, profile))
          : fmt::format("{} {} as before from now on.", groups, groups == 1 ? "group is" : "groups are");
  print(fmt::format("{}: {}\n", arguments.baseline, changes));
  return kFine;
}

int judge(const Arguments& arguments, const Gate& gate, const std::optional<Profile>& baseline) {
  const Summary summary = read(arguments.reading);
  std::optional<Comparison> comparison;
  if (baseline) comparison = compare(*baseline, profile_of(summary, "this run"), gate.compare_options());
  const std::chrono::year_month_day today{
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  const Verdict verdict = check(gate, summary, comparison ? &*comparison : nullptr, today);
  int code =
      write(arguments.reports, arguments.reading, {summary, comparison ? &*comparison : nullptr, &verdict});
  code = std::max(code, complain_of_faults(arguments.reading, summary));
  return verdict.rule_fails() ? kGateSaidNo : code;
}

}  // namespace

int check(const std::vector<std::string>& values) {
  Arguments arguments;
  Command app("Judges logs by rules, and against a baseline; for the end of a build.", "culprit check");
  app.footer(kExamples);
  define(app, arguments);
  if (const auto done = parse(app, values)) return *done;
  if (!arguments.baseline.empty()) arguments.reading.base = {arguments.baseline};
  if (!make_sense(arguments.reports) ||
      !prepare(arguments.reading, outputs(arguments.reports), {arguments.rules}))
    return kUsage;

  Gate gate;
  std::optional<Profile> baseline;
  try {
    gate = make_gate(arguments);
    if (arguments.update) check_update(arguments);
    baseline = load_baseline(arguments);
  } catch (const Error& error) {
    complain(error.what());
    return kUsage;
  }
  if (baseline && has_fault(baseline->diagnostics)) {
    for (const Diagnostic& diagnostic : baseline->diagnostics) complain(render_diagnostic(diagnostic));
    complain(fmt::format("{} can't be the baseline, as it was not read to its end", arguments.baseline));
    return kUnreadable;
  }
  return arguments.update ? update_baseline(arguments, baseline) : judge(arguments, gate, baseline);
}

}  // namespace culprit::cli
