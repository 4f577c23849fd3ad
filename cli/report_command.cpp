#include "commands.hpp"
#include "exit_code.hpp"
#include "output.hpp"
#include "parse.hpp"
#include "reading.hpp"
#include "reports.hpp"

#include <culprit/culprit.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

namespace culprit::cli {
namespace {

constexpr const char* kExamples = R"(Examples:
  culprit killbill.log                       what broke, for people
  culprit logs/*.log.gz --format markdown    the Errors/Exception table
  kubectl logs killbill-0 | culprit          from a pipe
  culprit killbill.log --since 14:00 --class '*ApiException' --top 5
  culprit check killbill.log --baseline b    fails if anything is new
  culprit diff yesterday.log today.log       what is new, gone, more frequent
  culprit merge *.culprit -o all.culprit     snapshots of several machines as one
  culprit events killbill.log | jq .         each error and exception as JSON
  culprit show 4f6f0c killbill.log           a whole trace, by its fingerprint
  culprit normalize < messages.txt           templates of messages, one a line

Compressed input (gzip, zstd, bzip2, xz) is recognised by its content.
Exit codes: 0 fine, 2 wrong usage, 3 some input could not be read; what was
read of the others is reported all the same.)";

void define(CLI::App& app, Reading& reading, Reports& reports) {
  add_reading_options(app, reading);
  add_report_options(app, reports);
  add_threads_option(app, reading);
}

}  // namespace

int report(const std::vector<std::string>& values) {
  Reading reading;
  Reports reports;
  CLI::App app("Says what broke in the logs of Kill Bill, how often, and why.", "culprit");
  app.set_version_flag("--version", fmt::format("culprit {}", kVersion));
  app.footer(kExamples);
  define(app, reading, reports);
  if (const auto done = parse(app, values)) return *done;
  if (!make_sense(reports) || !prepare(reading, outputs(reports))) return kUsage;

  const Summary summary = read(reading);
  write(reports, reading, {summary});
  return complain_of_faults(reading, summary);
}

}  // namespace culprit::cli
