#include "render/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace culprit::render {
namespace {

// GitHub shows ten errors and ten warnings of a step, and drops the others silently.
constexpr std::size_t kMost = 10;

// https://docs.github.com/en/actions/reference/workflow-commands: what ends a
// command's line or its properties is written as % and two digits.
std::string escaped(std::string_view text, bool is_property) {
  std::string escaped;
  for (const char c : text) {
    const bool is_special = c == '%' || c == '\n' || c == '\r' || (is_property && (c == ':' || c == ','));
    if (is_special) escaped += fmt::format("%{:02X}", static_cast<int>(c));
    else escaped += c;
  }
  return escaped;
}

struct Annotation {
  std::string title;
  std::string text;
};

void append(std::string& out, std::string_view command, const std::vector<Annotation>& annotations,
            std::string_view noun) {
  const std::size_t shown = annotations.size() > kMost ? kMost - 1 : annotations.size();
  const auto append_one = [&](const Annotation& annotation) {
    fmt::format_to(std::back_inserter(out), "::{} title={}::{}\n", command,
                   escaped(fitted(annotation.title, 200), true), escaped(annotation.text, false));
  };
  for (std::size_t i = 0; i < shown; ++i) append_one(annotations[i]);
  if (shown < annotations.size())
    append_one(
        {"culprit", fmt::format("{} more {} are not annotated, as GitHub shows ten; the report has them",
                                annotations.size() - shown, noun)});
}

std::vector<Annotation> causes_of(const Report& report) {
  std::vector<Entry> entries = report.entries;
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.count > b.count; });
  std::vector<Annotation> annotations;
  for (const Entry& entry : entries) {
    std::vector<std::string> lines = detail_lines(entry, report.summary);
    for (std::string& line : lines) line = fitted(line, 1000);
    annotations.push_back(
        {entry.name.empty() ? "Error" : entry.name, fmt::format("{}", fmt::join(lines, "\n"))});
  }
  return annotations;
}

/// What failed, and the allowances that expired. What holds needs no attention.
std::vector<Annotation> lines_of(const Verdict& verdict, VerdictLine::State state) {
  std::vector<Annotation> annotations;
  for (const VerdictLine& line : verdict_lines(verdict))
    if (line.state == state)
      annotations.push_back({"culprit check: " + line.what, fmt::format("{}: {}", line.what, line.why)});
  return annotations;
}

}  // namespace

namespace formats {

std::string annotations(const Report& report) {
  std::string out;
  std::vector<Annotation> warnings;
  if (const Verdict* const verdict = report.findings.verdict) {
    append(out, "error", lines_of(*verdict, VerdictLine::State::failed), "rules");
    warnings = lines_of(*verdict, VerdictLine::State::expired);
  } else {
    append(out, "error", causes_of(report), "causes");
  }
  for (const Diagnostic& d : report.summary.diagnostics)
    warnings.push_back({std::string(to_string(d.kind)), fitted(render_diagnostic(d), 1000)});
  append(out, "warning", warnings, "diagnostics");
  return out;
}

}  // namespace formats
}  // namespace culprit::render
