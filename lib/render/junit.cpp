#include "render/markup.hpp"
#include "render/report.hpp"
#include "render/words.hpp"

#include <fmt/format.h>

#include <iterator>
#include <set>
#include <string_view>

namespace culprit::render {
namespace {

/// A `<testsuite>`, in the dialect that Surefire writes and Jenkins reads.
class Suite {
public:
  explicit Suite(std::string_view name) : name_(name) {}

  void add_passed(std::string_view class_name, std::string_view name) { open_case(class_name, name, "/>"); }

  /// `element` is "failure" or "error".
  void add_failed(std::string_view class_name, std::string_view name, std::string_view element,
                  std::string_view message, std::string_view type, std::string_view details) {
    open_case(class_name, name, ">");
    fmt::format_to(std::back_inserter(cases_),
                   "      <{0} message=\"{1}\" type=\"{2}\">{3}</{0}>\n    </testcase>\n", element,
                   markup_text(message), markup_text(type), markup_text(details));
    ++(element == "error" ? errors_ : failures_);
  }

  void set_output(std::string_view text) { output_ = text; }

  std::string xml() const {
    std::string xml = fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\" time=\"0\">\n",
        markup_text(name_), tests_, failures_, errors_);
    xml += cases_;
    if (!output_.empty()) xml += fmt::format("    <system-out>{}</system-out>\n", markup_text(output_));
    return xml + "  </testsuite>\n";
  }

  std::size_t tests() const { return tests_; }
  std::size_t failures() const { return failures_; }
  std::size_t errors() const { return errors_; }

private:
  void open_case(std::string_view class_name, std::string_view name, std::string_view end) {
    ++tests_;
    fmt::format_to(std::back_inserter(cases_), "    <testcase classname=\"{}\" name=\"{}\" time=\"0\"{}\n",
                   markup_text(class_name), markup_text(name), end);
  }

  std::string name_;
  std::string cases_;
  std::string output_;
  std::size_t tests_ = 0;
  std::size_t failures_ = 0;
  std::size_t errors_ = 0;
};

/// A case for each entry. Its name stays the same from run to run, as that is how
/// a history is kept.
Suite causes_of(const Report& report) {
  Suite suite("culprit.causes");
  for (const Entry& entry : report.entries) {
    const std::vector<std::string> lines = detail_lines(entry, report.summary);
    const std::string fingerprint = shown_fingerprint(entry.fingerprint);
    const std::string& what = entry.message.empty() ? entry.name : entry.message;
    suite.add_failed(entry.name.empty() ? "Errors" : entry.name,
                     fingerprint.empty() ? what : fmt::format("{} [{}]", fitted(what, 300), fingerprint),
                     "failure", fitted(lines.front(), 1000), entry.name,
                     fmt::format("{}\n", fmt::join(lines, "\n")));
  }
  if (report.entries.empty()) suite.add_passed("culprit", "no errors and no exceptions");
  return suite;
}

/// A case for each rule of a gate. Then a cause is no failure of its own: rules say what is.
Suite rules_of(const Verdict& verdict) {
  Suite suite("culprit.rules");
  std::set<std::string> names;
  for (const VerdictLine& line : verdict_lines(verdict)) {
    const bool is_rule = line.state == VerdictLine::State::failed || line.state == VerdictLine::State::passed;
    if (!is_rule || !names.insert(line.what).second) continue;
    if (line.state == VerdictLine::State::passed) suite.add_passed("culprit.rules", line.what);
    else suite.add_failed("culprit.rules", line.what, "failure", line.why, "rule", line.why + '\n');
  }
  if (names.empty()) suite.add_passed("culprit.rules", "there are no rules");
  return suite;
}

/// A case for each input that could not be read to its end.
Suite inputs_of(const Report& report) {
  Suite suite("culprit.inputs");
  for (const Diagnostic& d : report.summary.diagnostics)
    if (d.is_fault())
      suite.add_failed("culprit.inputs", render_diagnostic(d), "error", render_diagnostic(d),
                       to_string(d.kind), "");
  if (suite.tests() == 0) suite.add_passed("culprit.inputs", "all inputs were read to their end");
  return suite;
}

/// What a reader of the whole must know besides: the table, and the diagnostics.
std::string overview_of(const Report& report) {
  std::string text = answer(report.summary, report.summary.root_causes().size()) + '\n';
  if (report.findings.verdict != nullptr)
    for (const VerdictLine& line : verdict_lines(*report.findings.verdict))
      fmt::format_to(std::back_inserter(text), "{} {}: {}\n", to_string(line.state), line.what, line.why);
  for (const TableRow& row : report.table)
    fmt::format_to(std::back_inserter(text), "{:>10}  {}\n", grouped(row.count), row.name);
  for (const Diagnostic& d : report.summary.diagnostics) text += render_diagnostic(d) + '\n';
  return text;
}

}  // namespace

namespace formats {

std::string junit(const Report& report) {
  std::vector<Suite> suites{
      report.findings.verdict == nullptr ? causes_of(report) : rules_of(*report.findings.verdict),
      inputs_of(report)};
  suites.front().set_output(overview_of(report));
  std::size_t tests = 0, failures = 0, errors = 0;
  std::string all;
  for (const Suite& suite : suites) {
    tests += suite.tests();
    failures += suite.failures();
    errors += suite.errors();
    all += suite.xml();
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"culprit\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
      "time=\"0\">\n{}</testsuites>\n",
      tests, failures, errors, all);
}

}  // namespace formats
}  // namespace culprit::render
