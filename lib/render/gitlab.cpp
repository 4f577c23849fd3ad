#include "render/report.hpp"
#include "render/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace culprit::render {
namespace {

using Json = nlohmann::ordered_json;

/// GitLab wants a path in the repository and a line. A log has no line that a
/// summary knows of, so it is the first, and the text has the offset.
Json location_of(std::string_view source) {
  if (source.starts_with("./")) source.remove_prefix(2);
  return {{"path", source}, {"lines", {{"begin", 1}}}};
}

Json issue_of(const Entry& entry, const Summary& summary) {
  // An exception and an error may have one fingerprint, and the rest has none.
  const std::string id = entry.is_group() ? shown_fingerprint(entry.fingerprint) : shown_entry(entry);
  return {{"description", fmt::format("{}", fmt::join(detail_lines(entry, summary), "\n"))},
          {"check_name", to_string(entry.kind)},
          {"fingerprint", fmt::format("{}: {}", to_string(entry.kind), id)},
          {"severity", entry.is_new()     ? "critical"
                       : entry.is_group() ? "major"
                                          : "info"},
          {"location", location_of(shown_source(summary, entry.first.value_or(Position{})))}};
}

Json issue_of(const Diagnostic& d) {
  return {{"description", render_diagnostic(d)},
          {"check_name", "diagnostic"},
          {"fingerprint", fmt::format("diagnostic: {} {} {}", to_string(d.kind), d.source, d.offset)},
          {"severity", d.is_fault() ? "blocker" : "minor"},
          {"location", location_of(d.source.empty() ? "-" : d.source)}};
}

}  // namespace

namespace formats {

std::string gitlab(const Report& report) {
  Json issues = Json::array();
  for (const Entry& entry : report.entries) issues.push_back(issue_of(entry, report.summary));
  for (const Diagnostic& d : report.summary.diagnostics) issues.push_back(issue_of(d));
  if (report.findings.verdict != nullptr)
    for (const VerdictLine& line : verdict_lines(*report.findings.verdict))
      if (line.state == VerdictLine::State::failed || line.state == VerdictLine::State::expired)
        issues.push_back(
            {{"description", fmt::format("{} {}: {}", to_string(line.state), line.what, line.why)},
             {"check_name", "rule"},
             {"fingerprint", "rule: " + line.what},
             {"severity", line.state == VerdictLine::State::failed ? "blocker" : "minor"},
             {"location", location_of("culprit.toml")}});
  return issues.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace formats
}  // namespace culprit::render
