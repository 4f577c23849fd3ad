#include "render/comparison.hpp"
#include "render/markup.hpp"
#include "render/printable.hpp"
#include "render/report.hpp"
#include "render/sparkline.hpp"
#include "render/words.hpp"

#include <culprit/version.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::render {

/// The file html.css.
extern const std::string_view kHtmlStyle;

namespace {

/// A summary's line; what is cut stands in what it unfolds.
constexpr std::size_t kLineColumns = 300;
constexpr std::size_t kBars = 120;
constexpr std::size_t kMostLinks = 20;  // of one cause

std::string code(std::string_view printable_text) {
  return fmt::format("<code>{}</code>", markup_text(printable_text));
}

/// A number as people read it, and as programs do.
std::string number(std::uint64_t count) {
  return fmt::format("<data value=\"{}\">{}</data>", count, grouped(count));
}

/// A paragraph of a class of html.css, if there is something to say.
void append_paragraph(std::string& out, std::string_view style, std::string_view printable_text) {
  if (!printable_text.empty())
    out += fmt::format("<p class=\"{}\">{}</p>\n", style, markup_text(printable_text));
}

std::string_view style_of(VerdictLine::State state) {
  using State = VerdictLine::State;
  switch (state) {
    case State::failed:
    case State::expired: return "fault";
    case State::unused: return "notice";
    case State::passed:
    case State::allowed: break;
  }
  return "good";
}

/// The timeline as bars over the span of the log.
void append_chart(std::string& out, const Timeline& timeline, TimeSpan observed, std::string_view label) {
  constexpr double kHeight = 100;
  const std::vector<double> counts = counts_by_column(timeline, observed, kBars);
  const double greatest = *std::max_element(counts.begin(), counts.end());
  if (greatest <= 0) return;
  out += fmt::format(
      "<svg viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\"><path d=\"",
      kBars, kHeight, markup_text(label));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] <= 0) continue;
    // What is there at all can be seen.
    const double height = std::max(counts[i] / greatest * kHeight, 3.0);
    fmt::format_to(std::back_inserter(out), "M{} {}v-{:.1f}h.9v{:.1f}z", i, kHeight, height, height);
  }
  out += "\"/></svg>\n";
}

void append_header(std::string& out, const Summary& summary, std::string_view sentence) {
  out += fmt::format("<header>\n<h1>{}</h1>\n", markup_text(sentence));
  append_paragraph(out, "faint", shown_extent(summary));
  append_paragraph(out, "faint", shown_levels(summary));
  const Timeline timeline = summary.timeline();
  if (summary.seen && timeline.total() > 1) {
    out += "<figure>\n";
    append_chart(out, timeline, *summary.seen, "errors and exceptions over time");
    out += fmt::format(
        "<figcaption><span>{}</span><span>errors and exceptions</span><span>{}</span></figcaption>\n"
        "</figure>\n",
        to_iso8601(summary.seen->first), to_iso8601(summary.seen->last));
  }
  out += "</header>\n";
}

void append_verdict(std::string& out, const Verdict& verdict) {
  out += fmt::format("<section>\n<h2>{}</h2>\n<ul>\n", markup_text(verdict_sentence(verdict)));
  for (const VerdictLine& line : verdict_lines(verdict)) {
    out += fmt::format("<li><b class=\"{}\">{}</b> {}\n", style_of(line.state), to_string(line.state),
                       code(line.what));
    append_paragraph(out, "faint", line.why);
    out += "</li>\n";
  }
  out += "</ul>\n</section>\n";
}

/// Those that changed, under a heading if there are any.
void append_differences(std::string& out, const std::vector<Difference>& differences, Per per,
                        std::string_view heading) {
  std::string items;
  for (const Difference& difference : differences) {
    if (difference.change == Difference::Change::same) continue;
    items += fmt::format("<li>{}\n", code(fitted(shown_difference(difference), kLineColumns)));
    append_paragraph(items, "faint", shown_change(difference, per));
    items += "</li>\n";
  }
  if (items.empty()) return;
  append_paragraph(out, "plain", heading);
  out += fmt::format("<ul>\n{}</ul>\n", items);
}

void append_comparison(std::string& out, const Comparison& comparison) {
  out += fmt::format("<section>\n<h2>Against the baseline: {}</h2>\n", markup_text(describe(comparison)));
  append_differences(out, comparison.causes, comparison.per, {});
  append_differences(out, comparison.root_causes, comparison.per, "Root causes, whatever wraps them");
  for (const std::string& note : notes_of(comparison.base, "base")) append_paragraph(out, "notice", note);
  out += "</section>\n";
}

/// Links to the groups that end in the cause, as far as they are shown.
void append_links(std::string& out, const RootCause& cause, const std::set<std::uint64_t>& shown) {
  std::string links;
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < cause.groups.size(); ++i) {
    if (i >= kMostLinks || !shown.contains(cause.groups[i])) ++left_out;
    else links += fmt::format(" <a href=\"#{0}\"><code>{0}</code></a>", shown_fingerprint(cause.groups[i]));
  }
  if (links.empty()) return;
  if (left_out != 0) links += ' ' + others(left_out, "message", "messages");
  out += fmt::format("<p class=\"faint\">Messages:{}</p>\n", links);
}

void append_problem(std::string& out, const Problem& problem) {
  out += fmt::format("<aside>\n<b>{}</b>\n", markup_text(printable(problem.title)));
  append_paragraph(out, "plain", printable(problem.explanation));
  append_paragraph(out, "faint", shown_settings(problem));
  out += "</aside>\n";
}

void append_cause(std::string& out, const RootCause& cause, const Report& report,
                  const std::set<std::uint64_t>& shown) {
  const Summary& summary = report.summary;
  out += fmt::format("<article>\n<h3>{} {}</h3>\n", number(number_of(cause, report.view)),
                     code(shown_template(cause.message_template)));
  append_paragraph(out, "plain", shown_kind(cause));
  append_paragraph(out, "faint", shown_heads(cause));
  append_paragraph(out, "faint", shown_numbers(cause.message_template, cause.placeholders, cause.captures));
  if (has_course(cause, summary)) append_chart(out, cause.timeline, *summary.seen, "occurrences over time");
  if (cause.seen) append_paragraph(out, "faint", shown_span(*cause.seen));
  append_paragraph(out, "faint", shown_course(cause, summary.seen));
  append_paragraph(out, "faint", shown_impact(cause.impact));
  if (!cause.top_frame.empty())
    out += fmt::format("<p class=\"faint\">at {}</p>\n", code(printable(cause.top_frame)));
  append_links(out, cause, shown);
  for (const Problem& problem : problems_of(cause, knowledge_of(report.view))) append_problem(out, problem);
  out += "</article>\n";
}

void append_causes(std::string& out, const Report& report, std::vector<RootCause> all) {
  const Listed<RootCause> causes = list(
      std::move(all), report.view, [&](const RootCause& cause) { return number_of(cause, report.view); });
  if (causes.shown.empty() && causes.hidden == 0) return;
  std::set<std::uint64_t> shown;
  for (const Entry& entry : report.entries) shown.insert(entry.fingerprint);
  out += "<section>\n<h2>Failures and their causes</h2>\n";
  for (const RootCause& cause : causes.shown) append_cause(out, cause, report, shown);
  if (causes.hidden != 0)
    out +=
        fmt::format("<p>{} {}</p>\n", number(causes.hidden_count), others(causes.hidden, "cause", "causes"));
  out += "</section>\n";
}

void append_table(std::string& out, const Report& report) {
  const std::uint64_t total = report.table.back().count;
  out += "<section>\n<h2>Errors and exceptions</h2>\n<table>\n";
  for (const TableRow& row : report.table) {
    const bool is_total = &row == &report.table.back();
    const double share =
        total == 0 || is_total ? 0 : 100 * static_cast<double>(row.count) / static_cast<double>(total);
    out += fmt::format("<tr><td>{}</td><td>{}</td><td><i style=\"width:{:.2f}%\"></i></td></tr>\n",
                       number(row.count), code(row.name), share);
  }
  out += "</table>\n</section>\n";
}

/// What an entry stands under: the class of its head, or all errors.
std::string_view heading_of(const Entry& entry) {
  return entry.kind == Entry::Kind::error ? std::string_view("Errors") : entry.name;
}

void append_entry(std::string& out, const Entry& entry, const Summary& summary) {
  // Its heading says the class, and not the logger.
  const bool names_all = entry.kind == Entry::Kind::error || entry.message.empty();
  const std::string line = fitted(names_all ? shown_entry(entry) : entry.message, kLineColumns);
  if (!entry.is_group()) {
    out += fmt::format("<p>{} {}</p>\n", number(entry.count), code(line));
    return;
  }
  const std::string fingerprint = shown_fingerprint(entry.fingerprint);
  // An error and a group may have one fingerprint: where neither says anything.
  out += fmt::format("<details id=\"{}{}\"><summary>{} <span>{}{}</span></summary>\n<pre>",
                     entry.kind == Entry::Kind::error ? "error-" : "", fingerprint, number(entry.count),
                     entry.is_new() ? "<b class=\"new\">new</b> " : "", code(line));
  for (const std::string& detail : detail_lines(entry, summary)) out += markup_text(detail) + '\n';
  out += fmt::format("culprit show {} prints a trace</pre>\n</details>\n", fingerprint);
}

void append_entries(std::string& out, const Report& report) {
  const auto& entries = report.entries;
  for (auto first = entries.begin(); first != entries.end();) {
    const std::string_view heading = heading_of(*first);
    const auto end =
        std::find_if(first, entries.end(), [&](const Entry& e) { return heading_of(e) != heading; });
    out += fmt::format("<section>\n<h2>{}</h2>\n", code(heading));
    for (; first != end; ++first) append_entry(out, *first, report.summary);
    out += "</section>\n";
  }
}

void append_diagnostics(std::string& out, const Summary& summary) {
  if (summary.diagnostics.empty()) return;
  out += "<section>\n<h2>About the inputs</h2>\n";
  for (const Diagnostic& d : summary.diagnostics)
    append_paragraph(out, d.is_fault() ? "fault" : "notice", render_diagnostic(d));
  out += "</section>\n";
}

}  // namespace

namespace formats {

std::string html(const Report& report) {
  std::vector<RootCause> causes = causes_of(report.summary, report.view);
  const std::string sentence = answer(report.summary, causes.size());
  // It asks nobody for anything: neither scripts nor what stands elsewhere.
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\"/>\n"
      "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
      markup_text(sentence), kHtmlStyle);
  append_header(out, report.summary, sentence);
  out += "<main>\n";
  if (report.findings.verdict != nullptr) append_verdict(out, *report.findings.verdict);
  if (report.findings.comparison != nullptr) append_comparison(out, *report.findings.comparison);
  append_diagnostics(out, report.summary);
  append_causes(out, report, std::move(causes));
  append_table(out, report);
  append_entries(out, report);
  return out + fmt::format("</main>\n<footer>culprit {}</footer>\n</body>\n</html>\n", kVersion);
}

}  // namespace formats
}  // namespace culprit::render
