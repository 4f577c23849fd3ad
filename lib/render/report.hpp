#pragma once

#include <culprit/formats.hpp>
#include <culprit/knowledge.hpp>
#include <culprit/render.hpp>
#include <culprit/summary.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace culprit::render {

/// The first rows of a list; what the others add up to.
template <class Row>
struct Listed {
  std::vector<Row> shown;
  std::size_t hidden = 0;
  std::uint64_t hidden_count = 0;  ///< the sum of the hidden rows' counts
};

/// `count` says what to add up of the rows that aren't shown.
template <class Row, class Count>
Listed<Row> list(std::vector<Row> rows, const View& view, Count&& count) {
  Listed<Row> listed{std::move(rows)};
  if (!view.top || listed.shown.size() <= *view.top) return listed;
  listed.hidden = listed.shown.size() - *view.top;
  for (std::size_t i = *view.top; i < listed.shown.size(); ++i) listed.hidden_count += count(listed.shown[i]);
  listed.shown.resize(*view.top);
  return listed;
}

template <class Row>
Listed<Row> list(std::vector<Row> rows, const View& view) {
  return list(std::move(rows), view, [](const Row& row) { return row.count; });
}

/// A row of the Errors/Exception table.
struct TableRow {
  std::string name;
  std::uint64_t count = 0;
};

/// The table: Errors, a row for each class, perhaps one for the others, TOTAL.
std::vector<TableRow> table_rows(const Summary& summary, const Listed<ExceptionRow>& exceptions);

/// A class's name as people read it, also if the log never shows it.
std::string shown_class(std::string_view class_name);

/// A message's template as people read it, also if it is empty.
std::string shown_template(std::string_view message_template);

/// "class: template", or the class alone.
std::string shown_link(const ChainLink& link);

/// "logger - template"
std::string shown_error(const ErrorGroup& error);

/// The root causes: by how many operations failed of them, or by their occurrences
/// if the view is Grouping::cause.
std::vector<RootCause> causes_of(const Summary& summary, const View& view);
/// The number that stands for a cause in that view.
std::uint64_t number_of(const RootCause& cause, const View& view);

/// The groups of all classes, in one order.
std::vector<Group> chains_of(const Summary& summary, Order order);

/// What the view's knowledge, or culprit's own, makes of a cause.
const Knowledge& knowledge_of(const View& view);
std::vector<Problem> problems_of(const RootCause& cause, const Knowledge& knowledge);

/// "(1 other class)", "(7 other classes)"
std::string others(std::size_t count, std::string_view one, std::string_view several);

/// What stands for messages that Limits::summary_bytes left out.
inline constexpr std::string_view kMessagesNotKept = "(messages that were not kept)";

/// 1234567 as "1,234,567".
std::string grouped(std::uint64_t number);

/// "a.b.C", "disk N" and the like, cut to `columns` if it is longer.
std::string fitted(std::string_view printable_text, std::size_t columns);

/// The report in one sentence: "1,509 failures of 3 causes, logged as 2,245 exceptions; 6 errors
/// without an exception."
std::string answer(const Summary& summary, std::size_t causes);

/// A group, or what several count that aren't listed. The counts of a report's
/// entries add up to TOTAL.
struct Entry {
  enum class Kind : std::uint8_t {
    exception,  ///< a Group
    error,      ///< an ErrorGroup
    hidden,     ///< groups that the View hides
    folded,     ///< occurrences in no group
  };

  Kind kind = Kind::exception;
  std::string name;     ///< the head's class or the error's logger, as people read it
  std::string message;  ///< the template likewise; of what is hidden or folded, which it is
  std::uint64_t count = 0;
  std::uint64_t fingerprint = 0;       ///< 0 if it is hidden or folded
  std::vector<std::uint64_t> members;  ///< as in Group
  std::vector<ChainLink> chain;        ///< head first; one link without class for an error
  std::optional<TimeSpan> seen;
  std::optional<Position> first;
  const Difference* difference = nullptr;  ///< from the base, if there is one; of a group

  bool is_new() const { return difference != nullptr && difference->change == Difference::Change::added; }
  bool is_group() const { return kind <= Kind::error; }
};

/// "exception", "error", "hidden", "folded"
std::string_view to_string(Entry::Kind kind);

/// What all formats for programs are made from.
struct Report {
  const Findings& findings;
  const Summary& summary;
  const View& view;
  std::vector<TableRow> table;
  std::vector<Entry> entries;  ///< in the order of the View
};

Report make_report(const Findings& findings, const View& view);

/// "class: template", or the words for what is hidden or folded.
std::string shown_entry(const Entry& entry);

/// What a gate said of one rule or one allowance.
struct VerdictLine {
  enum class State : std::uint8_t { failed, passed, allowed, unused, expired };

  State state = State::passed;
  std::string what;  ///< the rule, or what is allowed; printable
  std::string why;   ///< printable
};

/// "FAILED", "ok", "allowed", "unused", "EXPIRED"
std::string_view to_string(VerdictLine::State state);

/// A line for each rule, then one for each allowance.
std::vector<VerdictLine> verdict_lines(const Verdict& verdict);

/// "The gate says no: 2 of 3 rules fail." or "The gate lets it pass: 3 rules hold."
std::string verdict_sentence(const Verdict& verdict);

/// The sentence, and a table of the lines, in GitHub's Markdown.
std::string verdict_markdown(const Verdict& verdict);

/// Schema "culprit.check/1", with a report in JSON in it.
std::string verdict_json(const Findings& findings, std::string_view summary_json);

/// All that is known of an entry, in lines: the chain, a sample, when and where
/// it was seen. Each is printable.
std::vector<std::string> detail_lines(const Entry& entry, const Summary& summary);

}  // namespace culprit::render
