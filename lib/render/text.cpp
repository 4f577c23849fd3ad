#include "render/page.hpp"
#include "render/printable.hpp"
#include "render/report.hpp"
#include "render/sparkline.hpp"
#include "render/words.hpp"

#include <culprit/knowledge.hpp>
#include <culprit/render.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace culprit {
namespace {

using namespace render;

/// A sparkline needs no more columns than that to be read.
constexpr std::size_t kMostColumns = 72;

void append_overview(Page& page, const Summary& summary, std::size_t causes) {
  page.line(answer(summary, causes), Style::bold);
  page.line(shown_extent(summary), Style::dim);
  if (const std::string levels = shown_levels(summary); !levels.empty()) page.line(levels, Style::dim);
}

void append_table(Page& page, const std::vector<TableRow>& rows) {
  for (const TableRow& row : rows) {
    const bool is_total = &row == &rows.back();
    const bool is_error = &row == &rows.front() && row.count != 0;
    page.counted(row.count, row.name, is_total ? Style::bold : is_error ? Style::red : Style::plain);
  }
}

/// A line that says something, if it does.
void append_fact(Page& page, std::string_view fact, Style style = Style::dim) {
  if (!fact.empty()) page.below(fact, style);
}

void append_cause(Page& page, const RootCause& cause, const Summary& summary, const View& view) {
  page.counted(number_of(cause, view), shown_template(cause.message_template), Style::yellow);
  append_fact(page, shown_kind(cause), Style::plain);
  append_fact(page, shown_heads(cause));
  append_fact(page, shown_numbers(cause.message_template, cause.placeholders, cause.captures));
  if (cause.seen) append_fact(page, shown_span(*cause.seen));
  if (has_course(cause, summary))
    append_fact(page, sparkline(cause.timeline, *summary.seen, std::min(page.columns_below(), kMostColumns)));
  append_fact(page, shown_course(cause, summary.seen));
  append_fact(page, shown_impact(cause.impact));
  if (!cause.top_frame.empty()) append_fact(page, "at " + printable(cause.top_frame));
  append_fact(page, fmt::format("culprit show {:016x} prints a trace", cause.fingerprint));
  for (const Problem& problem : problems_of(cause, knowledge_of(view))) {
    append_fact(page, printable(problem.title) + ": " + printable(problem.explanation), Style::plain);
    append_fact(page, shown_settings(problem), Style::plain);
  }
}

void append_causes(Page& page, const Summary& summary, const View& view, std::vector<RootCause> all) {
  const Listed<RootCause> causes =
      list(std::move(all), view, [&](const RootCause& cause) { return number_of(cause, view); });
  if (causes.shown.empty() && causes.hidden == 0) return;
  page.blank();
  page.line(view.by == Grouping::cause ? "Root causes" : "Failures and their causes", Style::bold);
  for (const RootCause& cause : causes.shown) append_cause(page, cause, summary, view);
  if (causes.hidden != 0) page.counted(causes.hidden_count, others(causes.hidden, "cause", "causes"));
}

/// What stood for the placeholders of a message, and when it was seen.
void append_facts(Page& page, std::string_view message_template,
                  const std::vector<Template::Placeholder>& placeholders,
                  const std::vector<CapturedNumbers>& captures, const std::optional<TimeSpan>& seen) {
  append_fact(page, shown_numbers(message_template, placeholders, captures));
  if (seen) append_fact(page, shown_span(*seen));
}

void append_group(Page& page, const Group& group, std::string_view head) {
  page.counted(group.count, head);
  for (std::size_t i = 1; i < group.chain.size(); ++i) page.below("Caused by: " + shown_link(group.chain[i]));
  const ChainLink& root = group.chain.back();
  append_facts(page, root.message_template, root.placeholders, root.captures, group.seen);
}

void append_messages(Page& page, const ExceptionRow& row, const View& view) {
  page.blank();
  page.line(shown_class(row.class_name), Style::bold);
  const Listed<Group> groups = list(row.groups, view);
  for (const Group& group : groups.shown)
    append_group(page, group, shown_template(group.chain.front().message_template));
  if (groups.hidden != 0) page.counted(groups.hidden_count, others(groups.hidden, "message", "messages"));
  if (row.folded != 0) page.counted(row.folded, kMessagesNotKept);
}

void append_errors(Page& page, const Summary& summary, const View& view) {
  if (summary.totals.errors == 0) return;
  page.blank();
  page.line("Errors", Style::bold);
  const Listed<ErrorGroup> errors = list(summary.errors(view.order), view);
  for (const ErrorGroup& error : errors.shown) {
    page.counted(error.count, shown_error(error));
    append_facts(page, error.message_template, error.placeholders, error.captures, error.seen);
  }
  if (errors.hidden != 0) page.counted(errors.hidden_count, others(errors.hidden, "message", "messages"));
  if (summary.folded_errors() != 0) page.counted(summary.folded_errors(), kMessagesNotKept);
}

void append_chains(Page& page, const Summary& summary, const View& view) {
  page.blank();
  page.line("Chains", Style::bold);
  const Listed<Group> groups = list(chains_of(summary, view.order), view);
  for (const Group& group : groups.shown) append_group(page, group, shown_link(group.chain.front()));
  if (groups.hidden != 0) page.counted(groups.hidden_count, others(groups.hidden, "chain", "chains"));
  if (summary.folded_occurrences() != 0)
    page.counted(summary.folded_occurrences(), "(chains that were not kept)");
}

void append_aspect(Page& page, const Summary& summary, const View& view, Aspect aspect,
                   std::string_view title) {
  const Listed<AspectRow> rows = list(summary.by(aspect, view.order), view);
  if (rows.shown.empty() && rows.hidden == 0) return;
  page.blank();
  page.line(title, Style::bold);
  for (const AspectRow& row : rows.shown) {
    page.counted(row.count, shown_name(row, aspect));
    if (row.errors != 0)
      append_fact(page, fmt::format("{}, {}", counted_noun(row.count - row.errors, "exception"),
                                    counted_noun(row.errors, "error")));
    if (row.seen) append_fact(page, shown_span(*row.seen));
  }
  if (rows.hidden != 0) page.counted(rows.hidden_count, others(rows.hidden, "row", "rows"));
}

/// What the report goes on with behind the table.
void append_details(Page& page, const Summary& summary, const View& view,
                    const Listed<ExceptionRow>& exceptions) {
  switch (view.by) {
    case Grouping::head:
      for (const ExceptionRow& row : exceptions.shown) append_messages(page, row, view);
      break;
    case Grouping::chain: append_chains(page, summary, view); break;
    case Grouping::cause:
    case Grouping::failure: break;  // they stand in front
    case Grouping::logger: append_aspect(page, summary, view, Aspect::logger, "Loggers"); return;
    // Errors have no frame, and stand below.
    case Grouping::frame: append_aspect(page, summary, view, Aspect::frame, "Frames"); break;
    case Grouping::tenant: append_aspect(page, summary, view, Aspect::tenant, "Tenants"); return;
    case Grouping::code: append_aspect(page, summary, view, Aspect::code, "Error codes"); return;
  }
  append_errors(page, summary, view);
}

}  // namespace

std::string render_text(const Summary& summary, const View& view, const TextOptions& options) {
  Page page(options);
  std::vector<RootCause> causes = causes_of(summary, view);
  append_overview(page, summary, causes.size());
  if (summary.totals.total() != 0) {
    append_causes(page, summary, view, std::move(causes));
    const Listed<ExceptionRow> exceptions = list(summary.exceptions(view.order), view);
    page.blank();
    append_table(page, table_rows(summary, exceptions));
    append_details(page, summary, view, exceptions);
  }
  if (!summary.diagnostics.empty()) page.blank();
  for (const Diagnostic& diagnostic : summary.diagnostics)
    page.line(render_diagnostic(diagnostic), diagnostic.is_fault() ? Style::red : Style::yellow);
  return page.text();
}

}  // namespace culprit
