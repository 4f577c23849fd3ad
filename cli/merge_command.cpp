#include "commands.hpp"
#include "exit_code.hpp"
#include "parse.hpp"
#include "reading.hpp"
#include "reports.hpp"

#include <culprit/culprit.hpp>

#include <string>
#include <vector>

namespace culprit::cli {
namespace {

constexpr const char* kExamples = R"(Examples:
  culprit node-1.log --format snapshot -o node-1.culprit      on each machine
  culprit merge node-*.culprit -o all.culprit                 anywhere
  culprit merge node-*.culprit --format markdown              a report of them all

Logs may be among them. docs/snapshots.md tells what is merged exactly.)";

}  // namespace

int merge(const std::vector<std::string>& values) {
  Reading reading;
  Reports reports;
  reports.fallback = find_report_format("snapshot");
  CLI::App app("Joins snapshots, in any order, to one; or to any report.", "culprit merge");
  app.footer(kExamples);
  add_reading_options(app, reading);
  add_report_options(app, reports);
  add_threads_option(app, reading);
  if (const auto done = parse(app, values)) return *done;
  if (!make_sense(reports) || !prepare(reading, outputs(reports))) return kUsage;

  const Summary summary = read(reading);
  write(reports, reading, {summary});
  return complain_of_faults(reading, summary);
}

}  // namespace culprit::cli
