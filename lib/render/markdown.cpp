#include "render/markup.hpp"
#include "render/printable.hpp"
#include "render/report.hpp"
#include "render/sparkline.hpp"
#include "render/words.hpp"

#include <culprit/knowledge.hpp>
#include <culprit/render.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <vector>

namespace culprit {
namespace {

using namespace render;

std::string right_aligned(std::string_view text, std::size_t width) {
  return std::string(width - std::min(width, width_of(text)), ' ').append(text);
}

void append_table(std::string& out, std::vector<TableRow> rows) {
  constexpr std::string_view kCount = "Count";
  std::size_t name_width = 0, count_width = kCount.size();
  for (TableRow& row : rows) {
    row.name = inline_text(row.name);
    name_width = std::max(name_width, width_of(row.name));
    count_width = std::max(count_width, std::to_string(row.count).size());
  }
  ++name_width;  // the reports this table comes from are one wider than the longest name
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "| {:{}} | {:>{}} |\n", "", name_width, kCount, count_width);
  fmt::format_to(to, "| {:-<{}} | {:-<{}} |\n", "", name_width, "", count_width);
  for (const TableRow& row : rows)
    fmt::format_to(to, "| {} | {:>{}} |\n", right_aligned(row.name, name_width), row.count, count_width);
}

/// A block of preformatted lines. Its fence is longer than any row of back-ticks within.
void append_block(std::string& out, std::string_view lines) {
  std::size_t longest = 2, row = 0;
  for (const char c : lines) {
    row = c == '`' ? row + 1 : 0;
    longest = std::max(longest, row);
  }
  const std::string fence(longest + 1, '`');
  out.append(fence).append("\n").append(lines).append(fence).append("\n");
}

/// Lines of "count × text", the counts aligned.
class CountedLines {
public:
  explicit CountedLines(std::uint64_t largest) : width_(std::to_string(largest).size()) {}

  void add(std::uint64_t count, std::string_view text) {
    fmt::format_to(std::back_inserter(lines_), "  {:>{}} × {}\n", count, width_, text);
  }
  void add_below(std::string_view text) {
    fmt::format_to(std::back_inserter(lines_), "  {:>{}}     {}\n", "", width_, text);
  }
  const std::string& lines() const { return lines_; }

private:
  std::size_t width_;
  std::string lines_;
};

void add_causes(CountedLines& lines, const Group& group) {
  for (std::size_t i = 1; i < group.chain.size(); ++i)
    lines.add_below("Caused by: " + shown_link(group.chain[i]));
}

std::string messages_of(const ExceptionRow& row, const View& view) {
  const Listed<Group> groups = list(row.groups, view);
  CountedLines lines(row.count);
  for (const Group& group : groups.shown) {
    lines.add(group.count, shown_template(group.chain.front().message_template));
    add_causes(lines, group);
  }
  if (groups.hidden != 0) lines.add(groups.hidden_count, others(groups.hidden, "message", "messages"));
  if (row.folded != 0) lines.add(row.folded, kMessagesNotKept);
  return lines.lines();
}

std::string messages_of_errors(const Summary& summary, const View& view) {
  const Listed<ErrorGroup> errors = list(summary.errors(view.order), view);
  CountedLines lines(summary.totals.errors);
  for (const ErrorGroup& error : errors.shown) lines.add(error.count, shown_error(error));
  if (errors.hidden != 0) lines.add(errors.hidden_count, others(errors.hidden, "message", "messages"));
  if (summary.folded_errors() != 0) lines.add(summary.folded_errors(), kMessagesNotKept);
  return lines.lines();
}

std::string chains_in(const Summary& summary, const View& view) {
  const Listed<Group> groups = list(chains_of(summary, view.order), view);
  CountedLines lines(summary.totals.occurrences);
  for (const Group& group : groups.shown) {
    lines.add(group.count, shown_link(group.chain.front()));
    add_causes(lines, group);
  }
  if (groups.hidden != 0) lines.add(groups.hidden_count, others(groups.hidden, "chain", "chains"));
  if (summary.folded_occurrences() != 0)
    lines.add(summary.folded_occurrences(), "(chains that were not kept)");
  return lines.lines();
}

std::string rows_of(const Summary& summary, const View& view, Aspect aspect) {
  const Listed<AspectRow> rows = list(summary.by(aspect, view.order), view);
  CountedLines lines(summary.totals.total());
  for (const AspectRow& row : rows.shown) lines.add(row.count, shown_name(row, aspect));
  if (rows.hidden != 0) lines.add(rows.hidden_count, others(rows.hidden, "row", "rows"));
  return lines.lines();
}

/// The causes with what is known of each, and their course as a line of blocks.
std::string causes_in(const Summary& summary, const View& view) {
  constexpr std::size_t kColumns = 60;
  const auto count = [&](const RootCause& cause) { return number_of(cause, view); };
  const Listed<RootCause> causes = list(causes_of(summary, view), view, count);
  CountedLines lines(summary.totals.occurrences);
  for (const RootCause& cause : causes.shown) {
    lines.add(count(cause), shown_template(cause.message_template));
    std::vector<std::string> facts{
        shown_kind(cause),
        shown_heads(cause),
        shown_numbers(cause.message_template, cause.placeholders, cause.captures),
        cause.seen ? shown_span(*cause.seen) : "",
        has_course(cause, summary) ? sparkline(cause.timeline, *summary.seen, kColumns) : "",
        shown_course(cause, summary.seen),
        shown_impact(cause.impact)};
    for (const Problem& problem : problems_of(cause, knowledge_of(view))) {
      facts.push_back(printable(problem.title) + ": " + printable(problem.explanation));
      facts.push_back(shown_settings(problem));
    }
    for (const std::string& fact : facts)
      if (!fact.empty()) lines.add_below(fact);
  }
  if (causes.hidden != 0) lines.add(causes.hidden_count, others(causes.hidden, "cause", "causes"));
  return lines.lines();
}

}  // namespace

std::string render_markdown(const Summary& summary, const View& view) {
  const Listed<ExceptionRow> exceptions = list(summary.exceptions(view.order), view);
  std::string out;
  append_table(out, table_rows(summary, exceptions));
  int section = 2;  // the table is the first
  const auto append_section = [&](std::string_view name, const std::string& lines) {
    fmt::format_to(std::back_inserter(out), "\n{}. {}:\n", section++, name);
    append_block(out, lines);
  };
  switch (view.by) {
    case Grouping::head:
      for (const ExceptionRow& row : exceptions.shown)
        append_section(inline_text(shown_class(row.class_name)) + " messages", messages_of(row, view));
      break;
    case Grouping::chain: append_section("Chains", chains_in(summary, view)); break;
    case Grouping::cause:
    case Grouping::failure: break;  // they stand below
    case Grouping::logger: append_section("Loggers", rows_of(summary, view, Aspect::logger)); break;
    case Grouping::frame: append_section("Frames", rows_of(summary, view, Aspect::frame)); break;
    case Grouping::tenant: append_section("Tenants", rows_of(summary, view, Aspect::tenant)); break;
    case Grouping::code: append_section("Error codes", rows_of(summary, view, Aspect::code)); break;
  }
  if (summary.totals.errors != 0) append_section("Error messages", messages_of_errors(summary, view));
  // There are none if all groups were folded.
  if (const std::string causes = causes_in(summary, view); !causes.empty())
    append_section(view.by == Grouping::cause ? "Root causes" : "Failures and their causes", causes);
  for (const Diagnostic& diagnostic : summary.diagnostics)
    fmt::format_to(std::back_inserter(out), "\n> {}\n", inline_code(render_diagnostic(diagnostic)));
  return out;
}

}  // namespace culprit
