#pragma once

#include <culprit/compare.hpp>
#include <culprit/export.hpp>
#include <culprit/gate.hpp>
#include <culprit/render.hpp>
#include <culprit/summary.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace culprit {

/// What a report is made of. It refers to its parts and must not outlive them.
struct Findings {
  const Summary& summary;
  const Comparison* comparison = nullptr;  ///< of a base with the summary: tells what is new
  const Verdict* verdict = nullptr;        ///< what a gate said of the summary
};

/// A format that findings can be printed in: `text`, `markdown`, `json`, `junit`, …
///
///   for (const ReportFormat& format : report_formats()) …
///   if (const ReportFormat* junit = find_report_format("junit"))
///     std::cout << junit->render({summary}, {}, {});
///
/// Whatever a log holds, the output is well-formed. `snapshot` holds the summary
/// whole, whatever the View, and neither comparison nor verdict. In each other format the counts
/// add up to TOTAL: what a View hides, and what a summary folded, has an entry of
/// its own. So has each diagnostic. docs/formats.md tells what stands where.
struct ReportFormat {
  std::string_view name;
  std::string_view purpose;  ///< a few words for a list of all formats
  /// TextOptions mean something to `text` alone.
  std::string (*render)(const Findings& findings, const View& view, const TextOptions& options);
  bool is_binary = false;    ///< it is no text, and nothing for a terminal
  bool has_details = false;  ///< its details are grouped as View::by says
};

/// All formats, the one for people first; valid as long as the program runs.
CULPRIT_EXPORT std::span<const ReportFormat> report_formats();

/// The format of this name; nullptr if there is none.
CULPRIT_EXPORT const ReportFormat* find_report_format(std::string_view name);

/// What GitHub takes of one step's job summary, in bytes.
inline constexpr std::size_t kGithubSummaryBytes = 1 << 20;

/// The format `github`, cut to `max_bytes`: a job summary that other commands of
/// the step have written to has less room. What is cut is said, if there is room to say it.
CULPRIT_EXPORT std::string render_github_summary(const Findings& findings, const View& view = {},
                                                 std::size_t max_bytes = kGithubSummaryBytes);

/// For people: what is new, gone, more or less frequent, with a chain and a sample of each.
CULPRIT_EXPORT std::string render_comparison_text(const Comparison& comparison);

/// Likewise in GitHub's Markdown, as a table; what is new with its chain.
CULPRIT_EXPORT std::string render_comparison_markdown(const Comparison& comparison);

/// For programs: schema "culprit.diff/1"; docs/compare.md tells what the keys mean.
CULPRIT_EXPORT std::string render_comparison_json(const Comparison& comparison);

}  // namespace culprit
