#include "commands.hpp"
#include "parse.hpp"
#include "reports.hpp"

#include <culprit/formats.hpp>
#include <culprit/version.hpp>

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
  culprit show ace4e7 killbill.log           a whole trace, by its fingerprint
  culprit normalize < messages.txt           templates of messages, one a line

Compressed input (gzip, zstd, bzip2, xz) is recognised by its content.
Exit codes: 0 fine, 1 a rule of `culprit check` fails, 2 wrong usage, 3 some
input could not be read; what was read of the others is reported all the same.)";

}  // namespace

int report(const std::vector<std::string>& values) {
  Command app("Says what broke in the logs of Kill Bill, how often, and why.", "culprit");
  app.set_version_flag("--version", fmt::format("culprit {}", kVersion));
  app.footer(kExamples);
  return report_by(app, values, find_report_format("text"));
}

}  // namespace culprit::cli
