#include "commands.hpp"
#include "parse.hpp"
#include "reports.hpp"

#include <culprit/formats.hpp>

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
  Command app("Joins snapshots, in any order, to one; or to any report.", "culprit merge");
  app.footer(kExamples);
  return report_by(app, values, find_report_format("snapshot"));
}

}  // namespace culprit::cli
