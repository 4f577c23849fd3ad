#include "render/report.hpp"
#include "render/words.hpp"
#include "text/ascii.hpp"

#include <culprit/version.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>

namespace culprit::render {
namespace {

using Json = nlohmann::ordered_json;

/// A path as a URI reference (RFC 3986): what is not unreserved is encoded, but for slashes.
std::string uri_of(std::string_view path) {
  std::string uri;
  for (const char c : path) {
    const bool is_unreserved =
        text::is_alnum(c) || std::string_view("-._~/").find(c) != std::string_view::npos;
    if (is_unreserved) uri += c;
    else uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return path.starts_with('/') ? "file://" + uri : uri;
}

Json location_of(const std::string& source, std::uint64_t offset) {
  Json artifact{{"uri", uri_of(source)}};
  if (source == "-") artifact["description"] = {{"text", "standard input"}};
  return {{"physicalLocation", {{"artifactLocation", artifact}, {"region", {{"byteOffset", offset}}}}}};
}

std::string rule_of(const Entry& entry) {
  switch (entry.kind) {
    case Entry::Kind::exception: return entry.name;
    case Entry::Kind::error: return "culprit/error";
    case Entry::Kind::hidden: return "culprit/hidden";
    case Entry::Kind::folded: break;
  }
  return "culprit/folded";
}

std::string purpose_of(const Entry& entry) {
  switch (entry.kind) {
    case Entry::Kind::exception: return "Exceptions of the class " + entry.name;
    case Entry::Kind::error: return "Error-level records without an exception";
    case Entry::Kind::hidden: return "What the report does not list";
    case Entry::Kind::folded: break;
  }
  return "What was counted, but not kept apart, to bound memory";
}

/// 3.27.24. What can't be known counts as there before, as it is no news that can be vouched for.
std::string_view baseline_state(Difference::Change change) {
  switch (change) {
    case Difference::Change::added: return "new";
    case Difference::Change::increased:
    case Difference::Change::decreased: return "updated";
    default: return "unchanged";
  }
}

Json result_of(const Entry& entry, const Summary& summary, std::size_t rule_index) {
  Json result{{"ruleId", rule_of(entry)},
              {"ruleIndex", rule_index},
              {"level", entry.is_group() ? "error" : "note"},
              {"message", {{"text", fmt::format("{}", fmt::join(detail_lines(entry, summary), "\n"))}}},
              {"occurrenceCount", entry.count}};
  if (entry.first)
    result["locations"] = Json::array({location_of(shown_source(summary, entry.first), entry.first->offset)});
  if (entry.is_group())
    result["partialFingerprints"] = {{"culprit/v1", shown_fingerprint(entry.fingerprint)}};
  if (entry.difference != nullptr) result["baselineState"] = baseline_state(entry.difference->change);
  return result;
}

Json notification_of(const Diagnostic& d) {
  Json json{{"level", d.is_fault() ? "error" : "warning"},
            {"descriptor", {{"id", to_string(d.kind)}}},
            {"message", {{"text", render_diagnostic(d)}}}};
  if (!d.source.empty()) json["locations"] = Json::array({location_of(d.source, d.offset)});
  return json;
}

}  // namespace

namespace formats {

std::string sarif(const Report& report) {
  Json rules = Json::array(), results = Json::array(), notifications = Json::array();
  std::map<std::string, std::size_t> indexes;
  for (const Entry& entry : report.entries) {
    const auto [known, is_new] = indexes.try_emplace(rule_of(entry), indexes.size());
    if (is_new) rules.push_back({{"id", known->first}, {"shortDescription", {{"text", purpose_of(entry)}}}});
    results.push_back(result_of(entry, report.summary, known->second));
  }
  bool is_whole = true;
  for (const Diagnostic& d : report.summary.diagnostics) {
    notifications.push_back(notification_of(d));
    is_whole = is_whole && !d.is_fault();
  }
  if (report.findings.verdict != nullptr)
    for (const VerdictLine& line : verdict_lines(*report.findings.verdict))
      notifications.push_back(
          {{"level", line.state == VerdictLine::State::failed ? "warning" : "note"},
           {"descriptor", {{"id", "gate"}}},
           {"message", {{"text", fmt::format("{} {}: {}", to_string(line.state), line.what, line.why)}}}});
  const Json sarif{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs",
       Json::array({{{"tool", {{"driver", {{"name", "culprit"}, {"version", kVersion}, {"rules", rules}}}}},
                     {"invocations", Json::array({{{"executionSuccessful", is_whole},
                                                   {"toolExecutionNotifications", notifications}}})},
                     {"results", results}}})}};
  return sarif.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace formats
}  // namespace culprit::render
