#include "reports.hpp"

#include "exit_code.hpp"
#include "output.hpp"
#include "parse.hpp"
#include "terminal.hpp"

#include <culprit/knowledge.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <string_view>
#include <system_error>

namespace culprit::cli {
namespace {

constexpr const char* kStepSummary = "GITHUB_STEP_SUMMARY";

std::string format_names() {
  std::string names;
  for (const ReportFormat& format : report_formats())
    names.append(names.empty() ? "" : ", ").append(format.name);
  return names;
}

const ReportFormat* read_format(std::string_view option, const std::string& name) {
  const ReportFormat* const format = find_report_format(name);
  if (format == nullptr)
    throw CLI::ValidationError(fmt::format("{}: '{}' is none of {}", option, name, format_names()));
  return format;
}

Reports::File read_report(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals + 1 == text.size())
    throw CLI::ValidationError(fmt::format("--report: '{}' is no report; write FORMAT=FILE", text));
  return {read_format("--report", text.substr(0, equals)), text.substr(equals + 1)};
}

std::size_t read_top(std::int64_t top) {
  if (top < 0) throw CLI::ValidationError(fmt::format("--top: {} is less than 0", top));
  return static_cast<std::size_t>(top);
}

/// Whether --format and --output have a report of their own: not if all that is
/// asked for is a --report to standard output.
bool has_main_report(const Reports& reports) {
  const auto goes_to_stdout = [](const Reports::File& file) { return file.path == "-"; };
  return reports.format != nullptr || !reports.output.empty() ||
         std::none_of(reports.files.begin(), reports.files.end(), goes_to_stdout);
}

/// All reports, the main one first.
std::vector<Reports::File> all_of(const Reports& reports) {
  std::vector<Reports::File> all;
  if (has_main_report(reports))
    all.push_back({reports.format == nullptr ? reports.fallback : reports.format,
                   reports.output.empty() ? "-" : reports.output});
  all.insert(all.end(), reports.files.begin(), reports.files.end());
  return all;
}

/// Without --sort messages are in the order of first appearance, and what has no order of its own in that
/// of counts.
View view_of(const Reports& reports, const ReportFormat& format, const Knowledge& knowledge) {
  View view = reports.view;
  view.knowledge = &knowledge;
  const bool has_groups = format.has_details && view.by != Grouping::head;
  view.order = reports.order.value_or(has_groups ? Order::count : Order::first_seen);
  return view;
}

std::string step_summary() {
  const char* const path = std::getenv(kStepSummary);
  return path == nullptr ? "" : path;
}

/// Lines of a report may begin like commands of GitHub's runner, which obeys none
/// of them between this text and its like.
std::string make_stop_token() {
  std::random_device random;
  std::string token = "culprit";
  for (int i = 0; i < 4; ++i) token += fmt::format("-{:08x}", random());
  return token;
}

void append_step_summary(const Findings& findings, const View& view) {
  const std::string path = step_summary();
  std::error_code ignored;
  const std::uintmax_t size = std::filesystem::file_size(path, ignored);
  const std::size_t taken =
      ignored ? 0 : static_cast<std::size_t>(std::min<std::uintmax_t>(size, kGithubSummaryBytes));
  append_file(path, render_github_summary(findings, view, kGithubSummaryBytes - taken));
}

}  // namespace

void add_report_options(CLI::App& app, Reports& reports) {
  app.add_option_function<std::string>(
         "-f,--format", [&](const std::string& name) { reports.format = read_format("--format", name); },
         "What to print: " + format_names())
      ->type_name("FORMAT");
  add_choice<Grouping>(app, "--by", reports.view.by,
                       {{"head", Grouping::head},
                        {"chain", Grouping::chain},
                        {"cause", Grouping::cause},
                        {"failure", Grouping::failure},
                        {"logger", Grouping::logger},
                        {"frame", Grouping::frame},
                        {"tenant", Grouping::tenant},
                        {"code", Grouping::code}},
                       "What the details of text are grouped by")
      ->type_name("VIEW");
  app.add_option("-o,--output", reports.output, "Write the report to a file, replacing it")
      ->type_name("FILE");
  app.add_option_function<std::vector<std::string>>(
         "--report",
         [&](const std::vector<std::string>& texts) {
           for (const std::string& text : texts) reports.files.push_back(read_report(text));
         },
         "Write a report in this format to this file, too; may be repeated")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  app.add_flag("--github", reports.github, "In GitHub Actions: write the job summary and annotations, too");
  add_choice<std::optional<Order>>(
      app, "--sort", reports.order,
      {{"first-seen", Order::first_seen}, {"count", Order::count}, {"name", Order::name}},
      "Order of the rows")
      ->type_name("ORDER");
  app.add_option_function<std::int64_t>(
         "--top", [&](const std::int64_t& top) { reports.view.top = read_top(top); },
         "Show only the first N rows of each list")
      ->type_name("N");
  add_choice<std::string>(app, "--color", reports.color,
                          {{"auto", "auto"}, {"always", "always"}, {"never", "never"}},
                          "When to colour, heeding NO_COLOR")
      ->type_name("WHEN");
}

bool are_asked_for(const Reports& reports) {
  return reports.format != nullptr || !reports.output.empty() || !reports.files.empty() || reports.github;
}

std::vector<std::string> outputs(const Reports& reports) {
  std::vector<std::string> paths;
  for (const Reports::File& file : all_of(reports))
    if (file.path != "-") paths.push_back(file.path);
  return paths;
}

bool make_sense(const Reports& reports) {
  std::vector<std::string> paths;
  for (const Reports::File& file : all_of(reports)) paths.push_back(file.path);
  std::sort(paths.begin(), paths.end());
  const auto twice = std::adjacent_find(paths.begin(), paths.end());
  if (twice != paths.end()) {
    complain(fmt::format("two reports would go to {}", *twice == "-" ? "standard output" : *twice));
    return false;
  }
  for (const Reports::File& file : all_of(reports)) {
    if (!file.format->is_binary || file.path != "-") continue;
    if (!reports.github && !is_terminal(STDOUT_FILENO)) continue;
    complain(fmt::format("a {} is binary; name the file that it goes to", file.format->name));
    return false;
  }
  if (reports.github && step_summary().empty()) {
    complain(fmt::format("--github: {} is not set; GitHub Actions sets it", kStepSummary));
    return false;
  }
  return true;
}

int report_by(CLI::App& app, const std::vector<std::string>& values, const ReportFormat* fallback) {
  Reading reading;
  Reports reports;
  reports.fallback = fallback;
  add_reading_options(app, reading);
  add_report_options(app, reports);
  add_threads_option(app, reading);
  if (const auto done = parse(app, values)) return *done;
  if (!make_sense(reports) || !prepare(reading, outputs(reports))) return kUsage;

  const Summary summary = read(reading);
  const int code = write(reports, reading, {summary});
  return std::max(code, complain_of_faults(reading, summary));
}

int write(const Reports& reports, const Reading& reading, const Findings& findings) {
  const Knowledge knowledge(reading.options.problems);
  const std::string token = reports.github ? make_stop_token() : "";
  int code = kFine;
  for (const Reports::File& file : all_of(reports)) {
    const bool is_terminal_text = file.path == "-";
    TextOptions options;
    options.color = is_terminal_text ? wants_color(reports.color) : reports.color == "always";
    if (is_terminal_text) options.width = terminal_width();
    const std::string text =
        file.format->render(findings, view_of(reports, *file.format, knowledge), options);
    const auto write_report = [&] {
      if (!is_terminal_text) write_file(file.path, text);
      else if (token.empty()) print(text);
      else print(fmt::format("::stop-commands::{0}\n{1}::{0}::\n", token, text));
    };
    code = std::max(code, try_to(write_report));
  }
  if (!reports.github) return code;
  const ReportFormat& format = *find_report_format("annotations");
  const View view = view_of(reports, format, knowledge);
  code = std::max(code, try_to([&] { append_step_summary(findings, view); }));
  const std::string annotations = format.render(findings, view, {});
  return std::max(code, try_to([&] { print(annotations); }));
}

}  // namespace culprit::cli
