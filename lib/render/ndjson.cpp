#include "render/json_parts.hpp"
#include "render/report.hpp"
#include "render/words.hpp"

#include <nlohmann/json.hpp>

namespace culprit::render {
namespace {

using Json = nlohmann::ordered_json;

void append_line(std::string& lines, const Json& json) {
  lines.append(json.dump(-1, ' ', false, Json::error_handler_t::replace)).append("\n");
}

Json totals_of(const Summary& summary) {
  const Totals& totals = summary.totals;
  return {{"kind", "totals"},
          {"sources", summary.sources},
          {"bytes", totals.bytes},
          {"lines", totals.lines},
          {"records", totals.records},
          {"errors", totals.errors},
          {"exceptions", totals.occurrences},
          {"failures", totals.failures},
          {"total", totals.total()}};
}

Json entry_of(const Entry& entry, const Summary& summary) {
  Json json{{"kind", to_string(entry.kind)},
            {"name", entry.name},
            {"message", entry.message},
            {"count", entry.count}};
  if (!entry.is_group()) return json;
  json["fingerprint"] = shown_fingerprint(entry.fingerprint);
  json["chain"] = chain_json(entry.chain);
  put_seen(json, entry.seen);
  json["source"] = shown_source(summary, entry.first);
  json["offset"] = entry.first->offset;
  if (entry.difference != nullptr) {
    json["change"] = to_string(entry.difference->change);
    json["before"] = entry.difference->before;
  }
  return json;
}

}  // namespace

namespace formats {

std::string ndjson(const Report& report) {
  std::string lines;
  append_line(lines, totals_of(report.summary));
  for (const Entry& entry : report.entries) append_line(lines, entry_of(entry, report.summary));
  for (const Diagnostic& d : report.summary.diagnostics)
    append_line(lines, {{"kind", "diagnostic"},
                        {"name", to_string(d.kind)},
                        {"message", d.message},
                        {"source", d.source},
                        {"offset", d.offset}});
  if (report.findings.verdict == nullptr) return lines;
  for (const VerdictLine& line : verdict_lines(*report.findings.verdict))
    append_line(
        lines,
        {{"kind", "rule"}, {"name", line.what}, {"state", to_string(line.state)}, {"message", line.why}});
  return lines;
}

}  // namespace formats
}  // namespace culprit::render
