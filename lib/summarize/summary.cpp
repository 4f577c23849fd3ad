#include "parse/tally.hpp"
#include "summarize/fingerprint.hpp"
#include "summarize/merged_groups.hpp"
#include "summarize/root_causes.hpp"
#include "summarize/tables.hpp"

#include <culprit/summary.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace culprit {
namespace {

using namespace summarize;

constexpr std::size_t kDefaultBudget = 5 << 20;

/// Where an input comes among others: in the order of their first records; one
/// without any time comes last.
auto rank_of(const std::optional<TimeSpan>& seen, const std::string& name) {
  constexpr auto kLast = std::numeric_limits<std::int64_t>::max();
  return std::pair(seen ? seen->first.milliseconds : kLast, name);
}

/// Adds the inputs of another summary, and puts all in their order. Returns, for
/// each index of the one and of the other, what it becomes.
std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>> unite(
    std::vector<std::string>& sources, std::vector<std::optional<TimeSpan>>& times,
    const std::vector<std::string>& others, const std::vector<std::optional<TimeSpan>>& other_times) {
  std::map<std::string, std::optional<TimeSpan>> seen;
  for (std::size_t i = 0; i < sources.size(); ++i) seen[sources[i]] = times[i];
  for (std::size_t i = 0; i < others.size(); ++i) summarize::extend(seen[others[i]], other_times[i]);
  std::vector<std::string> united;
  united.reserve(seen.size());
  for (const auto& [name, time] : seen) united.push_back(name);
  std::stable_sort(united.begin(), united.end(), [&](const std::string& a, const std::string& b) {
    return rank_of(seen[a], a) < rank_of(seen[b], b);
  });
  const auto places_of = [&](const std::vector<std::string>& names) {
    std::vector<std::uint32_t> places;
    places.reserve(names.size());
    for (const std::string& name : names)
      places.push_back(
          static_cast<std::uint32_t>(std::find(united.begin(), united.end(), name) - united.begin()));
    return places;
  };
  std::pair places{places_of(sources), places_of(others)};
  sources = united;
  times.clear();
  for (const std::string& name : united) times.push_back(seen[name]);
  return places;
}

/// Whether each index stays what it is.
bool are_in_place(const std::vector<std::uint32_t>& places) {
  for (std::uint32_t i = 0; i < places.size(); ++i)
    if (places[i] != i) return false;
  return true;
}

/// Joins diagnostics in the order of their inputs. Of cut lines the first are kept.
void add_diagnostics(std::vector<Diagnostic>& into, const std::vector<Diagnostic>& others,
                     const std::vector<std::string>& sources) {
  into.insert(into.end(), others.begin(), others.end());
  const auto place_of = [&](const Diagnostic& d) {
    return std::tuple(std::find(sources.begin(), sources.end(), d.source), d.offset, d.kind, d.message);
  };
  std::sort(into.begin(), into.end(),
            [&](const Diagnostic& a, const Diagnostic& b) { return place_of(a) < place_of(b); });
  std::size_t long_lines = 0;
  std::erase_if(into, [&](const Diagnostic& d) {
    return d.kind == Diagnostic::Kind::long_line && ++long_lines > summarize::kMostLongLines;
  });
}

void add_rules(MergeRules& into, const MergeRules& others) {
  into.keep.insert(into.keep.end(), others.keep.begin(), others.keep.end());
  std::sort(into.keep.begin(), into.keep.end());
  into.keep.erase(std::unique(into.keep.begin(), into.keep.end()), into.keep.end());
}

/// By when it was first seen; what has no time comes last.
template <class Row>
auto first_of(const Row& row) {
  constexpr auto kLast = std::numeric_limits<std::int64_t>::max();
  return std::pair(row.seen ? row.seen->first.milliseconds : kLast, row.first);
}

template <class Row, class Name>
void sort_rows(std::vector<Row>& rows, Order order, Name&& name) {
  std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    if (order == Order::count && a.count != b.count) return a.count > b.count;
    if (order == Order::name && name(a) != name(b)) return name(a) < name(b);
    return std::pair(first_of(a), name(a)) < std::pair(first_of(b), name(b));
  });
}

/// The groups whose class has a row; those of another class count in "the others".
template <class Tables>
std::vector<const StoredGroup*> listed_groups(const Tables& tables) {
  std::vector<const StoredGroup*> groups;
  for (const auto& [fingerprint, group] : tables.groups.values())
    if (tables.classes.find(summarize::hash(group.chain.front().class_name))) groups.push_back(&group);
  return groups;
}

auto chain_name(const Group& group) {
  std::vector<std::pair<std::string_view, std::string_view>> name;
  for (const ChainLink& link : group.chain) name.emplace_back(link.class_name, link.message_template);
  return name;
}

}  // namespace

Summary::Summary() : tables_(std::make_unique<Tables>(kDefaultBudget)) {}
Summary::~Summary() = default;
Summary::Summary(Summary&&) noexcept = default;
Summary& Summary::operator=(Summary&&) noexcept = default;

Summary::Summary(const Summary& other)
    : totals(other.totals),
      levels(other.levels),
      seen(other.seen),
      layouts(other.layouts),
      sources(other.sources),
      diagnostics(other.diagnostics),
      merge_rules(other.merge_rules),
      tables_(std::make_unique<Tables>(*other.tables_)) {}

Summary& Summary::operator=(const Summary& other) {
  if (this != &other) *this = Summary(other);
  return *this;
}

std::vector<ExceptionRow> Summary::exceptions(Order order) const {
  std::map<std::string_view, ExceptionRow> by_class;
  const auto add_row = [&](const ClassCount& c) {
    by_class[c.class_name] = {c.class_name, c.count, c.seen, c.first, {}, c.count};
  };
  for (const auto& [hash, c] : tables_->classes.values()) add_row(c);
  if (tables_->other_classes) add_row(*tables_->other_classes);
  for (MergedGroup& group : merge_groups(listed_groups(*tables_), TemplateMerger(merge_rules))) {
    ExceptionRow& row = by_class[group.chain.front().class_name];
    row.folded -= group.count;
    row.groups.push_back(std::move(group));
  }
  std::vector<ExceptionRow> rows;
  for (auto& [name, row] : by_class) {
    sort_rows(row.groups, order, chain_name);
    rows.push_back(std::move(row));
  }
  sort_rows(rows, order, [](const ExceptionRow& row) { return std::string_view(row.class_name); });
  return rows;
}

std::vector<ErrorGroup> Summary::errors(Order order) const {
  std::vector<ErrorGroup> rows = merge_errors(tables_->errors, TemplateMerger(merge_rules));
  sort_rows(rows, order, [](const ErrorGroup& e) {
    return std::pair<std::string_view, std::string_view>(e.logger, e.message_template);
  });
  return rows;
}

std::uint64_t Summary::folded_occurrences() const {
  std::uint64_t folded = totals.occurrences;
  for (const StoredGroup* group : listed_groups(*tables_)) folded -= group->count;
  return folded;
}

std::uint64_t Summary::folded_errors() const { return tables_->folded_errors; }

std::vector<RootCause> Summary::root_causes(Order order) const {
  const auto groups = merge_groups(listed_groups(*tables_), TemplateMerger(merge_rules));
  std::vector<RootCause> rows = find_root_causes(groups, tables_->causes);
  sort_rows(rows, order, [](const RootCause& c) {
    return std::pair<std::string_view, std::string_view>(c.class_name, c.message_template);
  });
  return rows;
}

Timeline Summary::timeline() const { return tables_->times.dated; }

std::vector<AspectRow> Summary::by(Aspect aspect, Order order) const {
  const auto index = static_cast<std::size_t>(aspect);
  std::vector<AspectRow> rows;
  for (const auto& [hash, row] : tables_->aspects[index].values()) rows.push_back(row);
  if (tables_->other_aspects[index]) rows.push_back(*tables_->other_aspects[index]);
  sort_rows(rows, order, [](const AspectRow& row) { return std::string_view(row.name); });
  return rows;
}

void Summary::sort_layouts() {
  std::sort(layouts.begin(), layouts.end(), [](const LayoutCount& a, const LayoutCount& b) {
    return a.records != b.records ? a.records > b.records : a.name < b.name;
  });
}

void Summary::note_folded() {
  std::erase_if(diagnostics, [](const Diagnostic& d) { return d.kind == Diagnostic::Kind::folded; });
  const std::uint64_t folded = folded_occurrences() + folded_errors();
  if (folded == 0) return;
  const std::string_view counted = folded == 1 ? "error or exception is counted without its message"
                                               : "errors and exceptions are counted without their messages";
  diagnostics.push_back({{},
                         0,
                         Diagnostic::Kind::folded,
                         fmt::format("{} {}: there are too many different ones", folded, counted)});
}

void Summary::merge(const Summary& other) {
  merge_counts(other);
  summarize::extend(seen, other.seen);
}

void Summary::append(const Summary& part) {
  merge_counts(part);
  if (seen && part.seen) seen->last = part.seen->last;
  else if (part.seen) seen = part.seen;
  tables_->source_times = {seen};
}

/// Adds all but the times of the first and the last record.
void Summary::merge_counts(const Summary& other) {
  if (&other == this) return merge_counts(Summary(other));  // it would change under its own reading
  totals.bytes += other.totals.bytes;
  totals.lines += other.totals.lines;
  totals.records += other.totals.records;
  totals.errors += other.totals.errors;
  totals.occurrences += other.totals.occurrences;
  totals.failures += other.totals.failures;
  totals.failed_requests += other.totals.failed_requests;
  totals.long_lines += other.totals.long_lines;
  for (std::size_t i = 0; i < kLevelCount; ++i) levels[i] += other.levels[i];
  for (const LayoutCount& count : other.layouts) parse::add(layouts, count);
  sort_layouts();
  const auto [mine, others] =
      unite(sources, tables_->source_times, other.sources, other.tables_->source_times);
  tables_->rename_sources(mine);
  if (are_in_place(others)) {
    tables_->merge(*other.tables_);
  } else {
    Tables renamed(*other.tables_);
    renamed.rename_sources(others);
    tables_->merge(renamed);
  }
  add_rules(merge_rules, other.merge_rules);
  add_diagnostics(diagnostics, other.diagnostics, sources);
  note_folded();
}

bool operator==(const Summary& a, const Summary& b) {
  return a.totals == b.totals && a.levels == b.levels && a.seen == b.seen && a.layouts == b.layouts &&
         a.sources == b.sources && a.diagnostics == b.diagnostics &&
         a.merge_rules.keep == b.merge_rules.keep && *a.tables_ == *b.tables_;
}

}  // namespace culprit
