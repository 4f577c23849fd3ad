#include "render/printable.hpp"
#include "render/report.hpp"
#include "render/words.hpp"

#include <array>

namespace culprit::render {
namespace {

constexpr std::string_view kHeader =
    "kind,name,message,count,fingerprint,root_class,root_message,first_seen,last_seen,source,offset,change,"
    "before\r\n";

/// RFC 4180, each cell in quotes. A cell that a spreadsheet would take for a
/// formula gets an apostrophe in front (OWASP, "CSV Injection").
std::string cell(std::string_view text) {
  std::string quoted = "\"";
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
    quoted += '\'';
  for (const char c : printable(text)) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

void append_row(std::string& csv, const std::array<std::string, 13>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) csv.append(i == 0 ? "" : ",").append(cells[i]);
  csv += "\r\n";
}

void append_entry(std::string& csv, const Entry& entry, const Summary& summary) {
  const bool is_exception = entry.kind == Entry::Kind::exception;
  append_row(csv, {cell(to_string(entry.kind)), cell(entry.name), cell(entry.message),
                   std::to_string(entry.count), cell(shown_fingerprint(entry.fingerprint)),
                   cell(is_exception ? shown_class(entry.chain.back().class_name) : ""),
                   cell(is_exception ? shown_template(entry.chain.back().message_template) : ""),
                   cell(entry.seen ? to_iso8601(entry.seen->first) : ""),
                   cell(entry.seen ? to_iso8601(entry.seen->last) : ""),
                   cell(entry.first ? shown_source(summary, entry.first) : ""),
                   entry.first ? std::to_string(entry.first->offset) : "",
                   cell(entry.difference ? to_string(entry.difference->change) : ""),
                   entry.difference ? std::to_string(entry.difference->before) : ""});
}

}  // namespace

namespace formats {

std::string csv(const Report& report) {
  std::string csv(kHeader);
  for (const Entry& entry : report.entries) append_entry(csv, entry, report.summary);
  for (const Diagnostic& d : report.summary.diagnostics)
    append_row(csv, {cell("diagnostic"), cell(to_string(d.kind)), cell(d.message), "", cell(""), cell(""),
                     cell(""), cell(""), cell(""), cell(d.source), std::to_string(d.offset), cell(""), ""});
  if (report.findings.verdict == nullptr) return csv;
  for (const VerdictLine& line : verdict_lines(*report.findings.verdict))
    append_row(csv, {cell("rule"), cell(line.what), cell(line.why), "", cell(""), cell(""), cell(""),
                     cell(""), cell(""), cell(""), "", cell(to_string(line.state)), ""});
  return csv;
}

}  // namespace formats
}  // namespace culprit::render
