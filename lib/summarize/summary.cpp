#include "parse/tally.hpp"
#include "summarize/code_rows.hpp"
#include "summarize/fingerprint.hpp"
#include "summarize/merged_groups.hpp"
#include "summarize/root_causes.hpp"
#include "summarize/tables.hpp"

#include <culprit/summary.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace culprit {
namespace {

using namespace summarize;

constexpr std::size_t kDefaultBudget = 5 << 20;

constexpr auto kLastTime = std::numeric_limits<std::int64_t>::max();

/// Where an input comes among others: in the order of their first records; one
/// without any time comes last.
auto rank_of(const std::optional<TimeSpan>& seen, std::string_view name) {
  return std::pair(seen ? seen->first.milliseconds : kLastTime, name);
}

/// Adds the inputs of another summary, and puts all in their order. Returns, for
/// each index of the one and of the other, what it becomes.
std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>> unite(
    std::vector<std::string>& sources, std::vector<std::optional<TimeSpan>>& times,
    const std::vector<std::string>& others, const std::vector<std::optional<TimeSpan>>& other_times) {
  struct Input {
    std::string name;
    std::optional<TimeSpan> seen;
    std::uint32_t index;  ///< among all before they are sorted
  };
  constexpr auto kNowhere = std::numeric_limits<std::uint32_t>::max();
  std::vector<Input> all;
  all.reserve(sources.size() + others.size());
  const auto add = [&](std::string name, const std::optional<TimeSpan>& seen) {
    const auto index = static_cast<std::uint32_t>(all.size());
    all.push_back({std::move(name), seen, index});
    return index;
  };
  std::unordered_map<std::string_view, std::uint32_t> indexes;  // of the others
  for (const std::string& name : others) indexes.emplace(name, kNowhere);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto other = indexes.find(sources[i]);
    const std::uint32_t index = add(std::move(sources[i]), times[i]);
    if (other != indexes.end()) other->second = index;
  }
  for (std::size_t i = 0; i < others.size(); ++i) {
    std::uint32_t& index = indexes.find(others[i])->second;
    if (index == kNowhere) index = add(others[i], {});
    summarize::extend(all[index].seen, other_times[i]);
  }

  const auto comes_first = [](const Input& a, const Input& b) {
    return rank_of(a.seen, a.name) < rank_of(b.seen, b.name);
  };
  if (!std::is_sorted(all.begin(), all.end(), comes_first)) std::sort(all.begin(), all.end(), comes_first);
  std::vector<std::uint32_t> places(all.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) places[all[i].index] = i;
  std::vector<std::uint32_t> other_places;
  other_places.reserve(others.size());
  for (const std::string& name : others) other_places.push_back(places[indexes.find(name)->second]);
  places.resize(sources.size());

  sources.clear();
  times.clear();
  for (Input& input : all) {
    sources.push_back(std::move(input.name));
    times.push_back(input.seen);
  }
  return {std::move(places), std::move(other_places)};
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
  if (into.empty()) return;
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < sources.size(); ++i) places.emplace(sources[i], i);
  const auto place_of = [&](const Diagnostic& d) {
    const auto source = places.find(d.source);
    return std::tuple(source == places.end() ? sources.size() : source->second, d.offset, d.kind,
                      std::string_view(d.message));
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
  return std::pair(row.seen ? row.seen->first.milliseconds : kLastTime, row.first);
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
  std::vector<AspectRow> rows;
  if (aspect == Aspect::code) {
    rows = summarize::rows_by_code(listed_groups(*tables_), tables_->errors, totals);
  } else {
    const auto index = static_cast<std::size_t>(aspect);
    for (const auto& [hash, row] : tables_->aspects[index].values()) rows.push_back(row);
    if (tables_->other_aspects[index]) rows.push_back(*tables_->other_aspects[index]);
  }
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
