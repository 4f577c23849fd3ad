#include "render/report.hpp"

#include <culprit/formats.hpp>
#include <culprit/render.hpp>
#include <culprit/snapshot.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace culprit {
namespace render::formats {

// A format is one line of the table, from which both its declaration and its row come.
// NOLINTBEGIN(cppcoreguidelines-macro-usage)
#define FORMAT(name, purpose) std::string name(const Report& report);
#include "render/formats.def"
#undef FORMAT

}  // namespace render::formats

namespace {

template <std::string (*render_report)(const render::Report&)>
std::string render_with(const Findings& findings, const View& view, const TextOptions&) {
  return render_report(render::make_report(findings, view));
}

/// What the gate said, what differs, then the whole.
std::string text(const Findings& findings, const View& view, const TextOptions& options) {
  std::string text;
  if (findings.verdict != nullptr) {
    text = render::verdict_sentence(*findings.verdict) + '\n';
    for (const render::VerdictLine& line : render::verdict_lines(*findings.verdict))
      text += fmt::format("{:<8} {}: {}\n", to_string(line.state), line.what, line.why);
    text += '\n';
  }
  if (findings.comparison != nullptr) text += render_comparison_text(*findings.comparison) + '\n';
  return text + render_text(findings.summary, view, options);
}

std::string markdown(const Findings& findings, const View& view, const TextOptions&) {
  std::string out;
  if (findings.verdict != nullptr) out = render::verdict_markdown(*findings.verdict) + '\n';
  if (findings.comparison != nullptr) out += render_comparison_markdown(*findings.comparison) + '\n';
  return out + render_markdown(findings.summary, view);
}

std::string json(const Findings& findings, const View& view, const TextOptions&) {
  std::string summary = render_json(findings.summary, view);
  return findings.verdict == nullptr ? summary : render::verdict_json(findings, summary);
}

std::string snapshot(const Findings& findings, const View&, const TextOptions&) {
  return write_snapshot(findings.summary);
}

constexpr ReportFormat kFormats[] = {
    {"text", "for people at a terminal", text, false, true},
    {"markdown", "the Errors/Exception table and the messages", markdown, false, true},
    {"json", "all of it, for programs", json},
#define FORMAT(name, purpose) {#name, purpose, render_with<render::formats::name>},
#include "render/formats.def"
#undef FORMAT
    {"snapshot", "all of it, to be merged with others (binary)", snapshot, true},
};
// NOLINTEND(cppcoreguidelines-macro-usage)

}  // namespace

std::span<const ReportFormat> report_formats() { return kFormats; }

const ReportFormat* find_report_format(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(kFormats), std::end(kFormats), [&](const auto& f) { return f.name == name; });
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace culprit
