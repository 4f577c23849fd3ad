#pragma once

#include "reading.hpp"

#include <culprit/formats.hpp>

#include <CLI/App.hpp>

#include <optional>
#include <string>
#include <vector>

namespace culprit::cli {

/// The reports that a command prints, and where they go.
struct Reports {
  struct File {
    const ReportFormat* format = nullptr;
    std::string path;  ///< "-" is standard output
  };

  const ReportFormat* format = nullptr;                    ///< of --format …
  const ReportFormat* fallback = report_formats().data();  ///< … if that is not given: `text`
  std::string output;                                      ///< of --output; empty: standard output
  std::vector<File> files;                                 ///< of --report
  bool github = false;
  View view;
  std::optional<Order> order;  ///< of --sort; if it is not given, each format has its own
  std::string color = "auto";
};

/// Adds --format, --by, --output, --report, --github, --sort, --top and --color.
void add_report_options(CLI::App& app, Reports& reports);

/// Whether an option asks for a report, or says where it goes.
bool are_asked_for(const Reports& reports);

/// The files that will be replaced; for prepare().
std::vector<std::string> outputs(const Reports& reports);

/// Complains and returns false if two reports would go to one place, a binary one to a
/// terminal, or if there is no job summary that --github could write to.
bool make_sense(const Reports& reports);

/// What a command does that reads and reports, and nothing else: adds the options to the app, parses
/// the arguments, reads, and prints. `fallback` is the format if none is asked for. Returns an exit code.
int report_by(CLI::App& app, const std::vector<std::string>& values, const ReportFormat* fallback);

/// Prints all reports, which explain causes by what the reading's configuration adds to what
/// culprit knows. Complains of those that can't be written. Returns an ExitCode.
int write(const Reports& reports, const Reading& reading, const Findings& findings);

}  // namespace culprit::cli
