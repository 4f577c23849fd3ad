#include "render/report.hpp"

#include "render/printable.hpp"
#include "render/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace culprit::render {

std::vector<TableRow> table_rows(const Summary& summary, const Listed<ExceptionRow>& exceptions) {
  std::vector<TableRow> rows{{"Errors", summary.totals.errors}};
  for (const ExceptionRow& row : exceptions.shown) rows.push_back({shown_class(row.class_name), row.count});
  if (exceptions.hidden != 0)
    rows.push_back({others(exceptions.hidden, "class", "classes"), exceptions.hidden_count});
  rows.push_back({"TOTAL", summary.totals.total()});
  return rows;
}

std::string shown_class(std::string_view class_name) {
  return class_name.empty() ? "(head not in the log)" : printable(class_name);
}

std::string shown_template(std::string_view message_template) {
  return message_template.empty() ? "(no message)" : printable(message_template);
}

std::string shown_link(const ChainLink& link) {
  if (link.message_template.empty()) return shown_class(link.class_name);
  return fmt::format("{}: {}", shown_class(link.class_name), printable(link.message_template));
}

std::string shown_error(const ErrorGroup& error) {
  const std::string message = shown_template(error.message_template);
  return error.logger.empty() ? message : fmt::format("{} - {}", printable(error.logger), message);
}

std::vector<RootCause> causes_of(const Summary& summary, const View& view) {
  std::vector<RootCause> causes = summary.root_causes();
  std::stable_sort(causes.begin(), causes.end(), [&](const RootCause& a, const RootCause& b) {
    return number_of(a, view) > number_of(b, view);
  });
  return causes;
}

std::uint64_t number_of(const RootCause& cause, const View& view) {
  return view.by == Grouping::cause ? cause.count : cause.failures;
}

std::vector<Group> chains_of(const Summary& summary, Order order) {
  std::vector<Group> groups;
  for (ExceptionRow& row : summary.exceptions(order))
    groups.insert(groups.end(), std::move_iterator(row.groups.begin()), std::move_iterator(row.groups.end()));
  // Of one class they are in order; classes stand in the order of their names, if that is asked for.
  if (order == Order::count)
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return a.count > b.count; });
  if (order == Order::first_seen)
    std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
      if (a.seen && b.seen && a.seen->first.milliseconds != b.seen->first.milliseconds)
        return a.seen->first.milliseconds < b.seen->first.milliseconds;
      return a.first < b.first;
    });
  return groups;
}

const Knowledge& knowledge_of(const View& view) {
  static const Knowledge own;
  return view.knowledge != nullptr ? *view.knowledge : own;
}

std::vector<Problem> problems_of(const RootCause& cause, const Knowledge& knowledge) {
  const std::array symptom{Symptom{cause.class_name, cause.message_template}};
  return knowledge.problems_for(symptom, cause.top_frame);
}

std::string others(std::size_t count, std::string_view one, std::string_view several) {
  return fmt::format("({} other {})", count, count == 1 ? one : several);
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string fitted(std::string_view printable_text, std::size_t columns) {
  const std::size_t size = prefix_of_width(printable_text, columns);
  if (size == printable_text.size()) return std::string(printable_text);
  return std::string(printable_text.substr(0, prefix_of_width(printable_text, columns - 1))) + "…";
}

std::string answer(const Summary& summary, std::size_t causes) {
  const Totals& totals = summary.totals;
  if (totals.lines == 0) return "Nothing was read.";
  if (totals.occurrences != 0) {
    const std::string errors =
        totals.errors == 0 ? ""
                           : fmt::format("; {} without an exception", counted_noun(totals.errors, "error"));
    const std::string of = causes == 0 ? "causes that were not kept" : counted_noun(causes, "cause");
    return fmt::format("{} of {}, logged as {}{}.", counted_noun(totals.failures, "failure"), of,
                       counted_noun(totals.occurrences, "exception"), errors);
  }
  if (totals.errors != 0)
    return fmt::format("{} without an exception.", counted_noun(totals.errors, "error"));
  if (totals.records == 0) return "There is no record that is of a known layout and passes the filter.";
  return "No errors and no exceptions.";
}

}  // namespace culprit::render

namespace culprit {

std::string render_diagnostic(const Diagnostic& diagnostic) {
  using namespace render;
  std::string text;
  if (!diagnostic.source.empty()) text = name_of_source(diagnostic.source) + ": ";
  text += printable(diagnostic.message);
  // What was met at its very beginning has no place within the input.
  if (diagnostic.offset != 0) text += fmt::format(" at byte {}", grouped(diagnostic.offset));
  return text;
}

}  // namespace culprit
