#include "render/printable.hpp"
#include "render/report.hpp"
#include "render/words.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

namespace culprit::render {
namespace {

Entry entry_of(const Group& group) {
  const ChainLink& head = group.chain.front();
  return {Entry::Kind::exception,
          shown_class(head.class_name),
          shown_template(head.message_template),
          group.count,
          group.fingerprint,
          group.members,
          group.chain,
          group.seen,
          group.first,
          nullptr};
}

Entry entry_of(const ErrorGroup& error) {
  return {Entry::Kind::error,
          printable(error.logger),
          shown_template(error.message_template),
          error.count,
          error.fingerprint,
          error.members,
          {{"", error.message_template, error.placeholders, error.sample, error.captures}},
          error.seen,
          error.first,
          nullptr};
}

Entry rest(Entry::Kind kind, std::string name, std::string message, std::uint64_t count) {
  return {kind, std::move(name), std::move(message), count, 0, {}, {}, {}, {}, nullptr};
}

void add_messages(std::vector<Entry>& entries, const ExceptionRow& row, const View& view) {
  const Listed<Group> groups = list(row.groups, view);
  for (const Group& group : groups.shown) entries.push_back(entry_of(group));
  if (groups.hidden != 0)
    entries.push_back(rest(Entry::Kind::hidden, shown_class(row.class_name),
                           others(groups.hidden, "message", "messages"), groups.hidden_count));
  if (row.folded != 0)
    entries.push_back(
        rest(Entry::Kind::folded, shown_class(row.class_name), std::string(kMessagesNotKept), row.folded));
}

void find_differences(std::vector<Entry>& entries, const Comparison& comparison) {
  std::map<std::pair<bool, std::uint64_t>, const Difference*> differences;
  for (const Difference& difference : comparison.causes)
    for (const std::uint64_t member : difference.members)
      differences[{difference.unit == Difference::Unit::error, member}] = &difference;
  for (Entry& entry : entries) {
    if (!entry.is_group()) continue;
    const std::uint64_t member = entry.members.empty() ? entry.fingerprint : entry.members.front();
    const auto found = differences.find({entry.kind == Entry::Kind::error, member});
    if (found != differences.end()) entry.difference = found->second;
  }
}

}  // namespace

std::string_view to_string(Entry::Kind kind) {
  switch (kind) {
    case Entry::Kind::exception: return "exception";
    case Entry::Kind::error: return "error";
    case Entry::Kind::hidden: return "hidden";
    case Entry::Kind::folded: break;
  }
  return "folded";
}

Report make_report(const Findings& findings, const View& view) {
  const Summary& summary = findings.summary;
  const Listed<ExceptionRow> exceptions = list(summary.exceptions(view.order), view);
  const Listed<ErrorGroup> errors = list(summary.errors(view.order), view);
  Report report{findings, summary, view, table_rows(summary, exceptions), {}};
  for (const ExceptionRow& row : exceptions.shown) add_messages(report.entries, row, view);
  if (exceptions.hidden != 0)
    report.entries.push_back(rest(Entry::Kind::hidden, others(exceptions.hidden, "class", "classes"), {},
                                  exceptions.hidden_count));
  for (const ErrorGroup& error : errors.shown) report.entries.push_back(entry_of(error));
  if (errors.hidden != 0)
    report.entries.push_back(rest(Entry::Kind::hidden, "Errors", others(errors.hidden, "message", "messages"),
                                  errors.hidden_count));
  if (summary.folded_errors() != 0)
    report.entries.push_back(
        rest(Entry::Kind::folded, "Errors", std::string(kMessagesNotKept), summary.folded_errors()));
  if (findings.comparison != nullptr) find_differences(report.entries, *findings.comparison);
  return report;
}

std::string shown_entry(const Entry& entry) {
  if (entry.message.empty()) return entry.name;
  if (entry.name.empty()) return entry.message;
  if (entry.kind == Entry::Kind::error) return fmt::format("{} - {}", entry.name, entry.message);
  return fmt::format("{}: {}", entry.name, entry.message);
}

std::vector<std::string> detail_lines(const Entry& entry, const Summary& summary) {
  std::vector<std::string> lines{fmt::format("{} × {}", grouped(entry.count), shown_entry(entry))};
  for (std::size_t i = 1; i < entry.chain.size(); ++i)
    lines.push_back("Caused by: " + shown_link(entry.chain[i]));
  if (!entry.is_group()) return lines;
  if (entry.difference != nullptr) lines.push_back("Against the baseline: " + describe(*entry.difference));
  const ChainLink& root = entry.chain.back();
  if (root.sample != root.message_template) lines.push_back("For example: " + printable(root.sample));
  if (entry.seen) lines.push_back("Seen: " + shown_span(*entry.seen));
  if (entry.first)
    lines.push_back(fmt::format("First in {} at byte {}", name_of_source(shown_source(summary, entry.first)),
                                grouped(entry.first->offset)));
  return lines;
}

}  // namespace culprit::render
