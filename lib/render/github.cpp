#include "render/markup.hpp"
#include "render/printable.hpp"
#include "render/report.hpp"
#include "render/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace culprit::render {
namespace {

// Classes and messages of any length would crowd out all others.
constexpr std::size_t kCellColumns = 200;
constexpr std::size_t kLineColumns = 2000;
// What is set aside for the sentences that say what was cut.
constexpr std::size_t kReserve = 700;
// Causes leave that much to the table and the details.
constexpr std::size_t kCausesReserve = 1500;

/// A text that grows up to a limit, in pieces that are whole or left out.
class Page {
public:
  explicit Page(std::size_t max_bytes) : room_(max_bytes) {}

  /// Returns false, and adds nothing, if there is no room that leaves `reserve` bytes.
  bool add(std::string_view piece, std::size_t reserve = kReserve) {
    if (piece.size() + reserve > room_ - std::min(room_, text_.size())) return false;
    text_ += piece;
    return true;
  }

  const std::string& text() const { return text_; }

private:
  std::size_t room_;
  std::string text_;
};

/// A cause, and what is known of it, as items of a list.
std::string item_of(const RootCause& cause, const View& view) {
  std::string text = fmt::format("- {} × {}", grouped(number_of(cause, view)),
                                 inline_code(fitted(shown_template(cause.message_template), kCellColumns)));
  text += fmt::format(" ({})", inline_code(fitted(shown_kind(cause), kCellColumns)));
  if (const std::string heads = shown_heads(cause); !heads.empty())
    text += ", " + inline_code(fitted(heads, kLineColumns));
  text += '\n';
  for (const Problem& problem : problems_of(cause, knowledge_of(view))) {
    text += fmt::format("  - {}\n", inline_code(fitted(printable(problem.title), kLineColumns)));
    if (!problem.settings.empty())
      text += fmt::format("  - {}\n", inline_code(fitted(shown_settings(problem), kLineColumns)));
  }
  return text;
}

void add_causes(Page& page, const Report& report, std::vector<RootCause> all) {
  const Listed<RootCause> causes = list(
      std::move(all), report.view, [&](const RootCause& cause) { return number_of(cause, report.view); });
  if (causes.shown.empty() && causes.hidden == 0) return;
  page.add("Failures and their causes:\n\n");
  std::size_t left_out = causes.hidden;
  std::uint64_t left_out_count = causes.hidden_count;
  for (const RootCause& cause : causes.shown) {
    if (left_out == causes.hidden && page.add(item_of(cause, report.view), kCausesReserve)) continue;
    ++left_out;
    left_out_count += number_of(cause, report.view);
  }
  if (left_out != 0)
    page.add(fmt::format("- {} × {}\n", grouped(left_out_count), others(left_out, "cause", "causes")));
  page.add("\n");
}

void add_table(Page& page, const Report& report) {
  page.add("| | Count |\n| :-- | --: |\n");
  std::size_t left_out = 0;
  std::uint64_t left_out_count = 0;
  const auto row_of = [](std::string_view name, std::uint64_t count) {
    return fmt::format("| {} | {} |\n", name, count);
  };
  const std::size_t last = report.table.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    const TableRow& row = report.table[i];
    if (page.add(row_of(inline_code(fitted(row.name, kCellColumns)), row.count))) continue;
    ++left_out;
    left_out_count += row.count;
  }
  if (left_out != 0)
    page.add(row_of(fmt::format("({} cut from this summary)", counted_noun(left_out, "row")), left_out_count),
             kReserve - 100);
  page.add(row_of("**TOTAL**", report.table[last].count), kReserve - 200);
}

void add_diagnostics(Page& page, const Summary& summary) {
  std::size_t left_out = 0;
  for (const Diagnostic& d : summary.diagnostics)
    if (!page.add(fmt::format("\n> {} {}\n", d.is_fault() ? "❌" : "⚠️",
                              inline_code(fitted(render_diagnostic(d), kLineColumns)))))
      ++left_out;
  if (left_out != 0)
    page.add(fmt::format("\n> ❌ {} about the inputs more, cut from this summary.\n",
                         counted_noun(left_out, "line")),
             kReserve - 300);
}

/// One entry, to be unfolded by a click. HTML keeps Markdown out of the text.
std::string details_of(const Entry& entry, const Summary& summary) {
  std::string lines;
  for (const std::string& line : detail_lines(entry, summary))
    lines += markup_text(fitted(line, kLineColumns)) + '\n';
  return fmt::format("\n<details><summary>{}{} × {}</summary>\n\n<pre>{}</pre>\n</details>\n",
                     entry.is_new() ? "🆕 " : "", grouped(entry.count),
                     inline_code(fitted(shown_entry(entry), kCellColumns)), lines);
}

void add_entries(Page& page, const Report& report) {
  std::size_t left_out = 0;
  std::uint64_t left_out_count = 0;
  for (const Entry& entry : report.entries) {
    if (left_out == 0 && page.add(details_of(entry, report.summary))) continue;
    ++left_out;
    left_out_count += entry.count;
  }
  if (left_out != 0)
    page.add(
        fmt::format("\n> ✂️ This summary is cut to what GitHub takes of a step: the details of {} of {}, "
                    "with a count of {}, are left out. The other formats have them.\n",
                    grouped(left_out), counted_noun(report.entries.size(), "group"), grouped(left_out_count)),
        0);
}

std::string github_summary(const Report& report, std::size_t max_bytes) {
  Page page(max_bytes);
  const std::vector<RootCause> causes = causes_of(report.summary, report.view);
  page.add(fmt::format("## culprit: {}\n\n", answer(report.summary, causes.size())));
  if (const Verdict* const verdict = report.findings.verdict)
    if (!page.add(verdict_markdown(*verdict) + '\n'))
      page.add(fmt::format("**{}** The rules are cut from this summary.\n\n", verdict_sentence(*verdict)));
  if (report.findings.comparison != nullptr)
    page.add(fmt::format("Against the baseline: {}\n\n", describe(*report.findings.comparison)));
  add_causes(page, report, causes);
  add_table(page, report);
  add_diagnostics(page, report.summary);
  add_entries(page, report);
  return page.text();
}

}  // namespace

namespace formats {

std::string github(const Report& report) { return github_summary(report, kGithubSummaryBytes); }

}  // namespace formats
}  // namespace culprit::render

namespace culprit {

std::string render_github_summary(const Findings& findings, const View& view, std::size_t max_bytes) {
  return render::github_summary(render::make_report(findings, view), max_bytes);
}

}  // namespace culprit
