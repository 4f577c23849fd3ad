#include "render/printable.hpp"
#include "render/report.hpp"
#include "render/words.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <iterator>
#include <map>
#include <utility>

namespace culprit::render {
namespace {

/// Metrics in Prometheus' text format 0.0.4. All are gauges: they tell of one run.
class Metrics {
public:
  using Labels = std::initializer_list<std::pair<std::string_view, std::string>>;

  void begin(std::string_view name, std::string_view help) {
    name_ = name;
    fmt::format_to(std::back_inserter(text_), "# HELP culprit_{0} {1}\n# TYPE culprit_{0} gauge\n", name,
                   help);
  }

  void add(std::uint64_t value, Labels labels = {}) { append(std::to_string(value), labels); }
  /// Seconds since 1970.
  void add(Timestamp time) {
    append(fmt::format("{:.3f}", static_cast<double>(time.milliseconds) / 1000), {});
  }

  std::string text() && { return std::move(text_); }

private:
  void append(std::string_view value, Labels labels) {
    text_.append("culprit_").append(name_);
    std::string_view before = "{";
    for (const auto& [label, content] : labels) {
      text_.append(before).append(label).append("=\"").append(escaped(content)).append("\"");
      before = ",";
    }
    text_.append(labels.size() == 0 ? " " : "} ").append(value).append("\n");
  }

  static std::string escaped(std::string_view content) {
    std::string escaped;
    for (const char c : printable(content)) {
      if (c == '\\' || c == '"') escaped += '\\';
      escaped += c;
    }
    return escaped;
  }

  std::string_view name_;
  std::string text_;
};

void add_totals(Metrics& metrics, const Summary& summary) {
  const Totals& totals = summary.totals;
  const auto add = [&](std::string_view name, std::string_view help, std::uint64_t value) {
    metrics.begin(name, help);
    metrics.add(value);
  };
  add("bytes", "Decoded bytes that were read.", totals.bytes);
  add("lines", "Lines that were read.", totals.lines);
  add("errors", "Error-level records without an exception.", totals.errors);
  add("exceptions", "Printed chains of exceptions.", totals.occurrences);
  add("failures", "Operations that failed, however often each was logged.", totals.failures);
  metrics.begin("records", "Records of each level.");
  for (std::size_t i = 0; i < kLevelCount; ++i)
    metrics.add(summary.levels[i], {{"level", std::string(to_string(static_cast<Level>(i)))}});
  if (!summary.seen || !summary.seen->first.has_date) return;
  metrics.begin("first_record_timestamp_seconds", "When the first record was written.");
  metrics.add(summary.seen->first);
  metrics.begin("last_record_timestamp_seconds", "When the last record was written.");
  metrics.add(summary.seen->last);
}

void add_diagnostics(Metrics& metrics, const Summary& summary) {
  std::map<std::pair<std::string, std::string>, std::uint64_t> counts;
  for (const Diagnostic& d : summary.diagnostics)
    ++counts[{std::string(to_string(d.kind)), printable(d.source)}];
  metrics.begin("diagnostics", "What was odd about the inputs.");
  for (const auto& [key, count] : counts) metrics.add(count, {{"kind", key.first}, {"source", key.second}});
}

void add_gate(Metrics& metrics, const Findings& findings) {
  if (findings.comparison != nullptr) {
    metrics.begin("changes", "Groups that changed against the baseline.");
    for (const auto change :
         {Difference::Change::added, Difference::Change::increased, Difference::Change::decreased,
          Difference::Change::gone, Difference::Change::unknown})
      metrics.add(findings.comparison->count(change), {{"change", std::string(to_string(change))}});
  }
  if (findings.verdict == nullptr) return;
  metrics.begin("gate_passed", "1 if no rule failed, and all inputs were read to their end.");
  metrics.add(findings.verdict->passed() ? 1 : 0);
  metrics.begin("rule_passed", "1 for each rule that holds.");
  for (std::size_t i = 0; i < findings.verdict->outcomes.size(); ++i) {
    const Verdict::Outcome& outcome = findings.verdict->outcomes[i];
    metrics.add(outcome.passed ? 1 : 0, {{"index", std::to_string(i)}, {"rule", outcome.rule.text}});
  }
}

}  // namespace

namespace formats {

std::string prometheus(const Report& report) {
  Metrics metrics;
  add_totals(metrics, report.summary);
  metrics.begin("occurrences",
                "Occurrences of each group; those that are not listed add up in hidden and folded.");
  for (const Entry& entry : report.entries)
    metrics.add(entry.count, {{"kind", std::string(to_string(entry.kind))},
                              {"fingerprint", shown_fingerprint(entry.fingerprint)},
                              {"name", entry.name},
                              {"message", fitted(entry.message, 200)}});
  add_diagnostics(metrics, report.summary);
  add_gate(metrics, report.findings);
  return std::move(metrics).text();
}

}  // namespace formats
}  // namespace culprit::render
