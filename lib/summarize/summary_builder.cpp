#include "summarize/summary_builder.hpp"

#include "summarize/tables.hpp"

#include <culprit/event.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace culprit {
namespace {

/// Links whose numbers may be kept with the next one's: StoredGroup::repeating has so many bits.
constexpr std::size_t kMostRepeating = 64;

template <class Counted>
void count(Counted& counted, const parse::Record& record) {
  ++counted.count;
  if (record.time) summarize::extend(record.time->has_date ? counted.seen : counted.undated, *record.time);
}

/// The fields that all counted things have, after their first appearance.
template <class Counted>
Counted first_of(const parse::Record& record) {
  Counted counted;
  count(counted, record);
  counted.first.offset = record.offset;
  return counted;
}

}  // namespace

SummaryBuilder::SummaryBuilder(std::string source, std::size_t budget_bytes, normalization::Masker& masker,
                               const Hooks& hooks, summarize::FailureJoiner* failures)
    : masker_(masker), hooks_(hooks), failures_(failures) {
  begin(std::move(source), budget_bytes);
}

void SummaryBuilder::begin(std::string source, std::size_t budget_bytes) {
  summary_.sources.push_back(std::move(source));
  summary_.tables_ = std::make_unique<Summary::Tables>(budget_bytes);
  summary_.tables_->source_times.resize(1);
}

void SummaryBuilder::restrict_to(const Bounds& bounds) { summary_.tables_->restrict_to(bounds); }
Bounds SummaryBuilder::bounds(const Summary& summary) { return summary.tables_->bounds(); }

void SummaryBuilder::on_record(const parse::Record& record) {
  std::uint64_t fingerprint = 0;
  if (!record.throwables.empty()) {
    if (hooks_.accepts_head && !hooks_.accepts_head(record.throwables.front().class_name)) return;
    fingerprint = count_occurrence(record);
  } else if (is_error(record.level)) {
    fingerprint = count_error(record);
  }
  if (!hooks_.on_event) return;
  record.find_top_frames();
  const parse::HeaderFields& fields = record.fields();
  hooks_.on_event({summary_.sources.front(), record.stream, record.layout, record.offset, record.length,
                   record.line, record.bare, record.time, record.level, fields.logger, fields.thread,
                   record.message(), fields.context, record.throwables, fingerprint});
}

Summary SummaryBuilder::take() {
  summary_.tables_->groups.for_each([](StoredGroup& group) { group.settle_numbers(); });
  Summary taken = std::exchange(summary_, Summary());
  begin(taken.sources.front(), taken.tables_->budget_bytes);
  restrict_to(bounds(taken));
  return taken;
}

Summary SummaryBuilder::finish(const parse::Tally& tally, std::uint64_t bytes) {
  Summary rest = take();
  rest.totals.bytes = bytes;
  rest.totals.lines = tally.lines;
  rest.totals.records = tally.records;
  rest.levels = tally.levels;
  rest.seen = tally.seen;
  rest.layouts = tally.layouts;
  rest.tables_->source_times = {tally.seen};
  rest.sort_layouts();
  return rest;
}

void SummaryBuilder::change_undated(Summary& summary, const std::function<Timestamp(Timestamp)>& change) {
  const auto change_span = [&](std::optional<TimeSpan>& seen) {
    if (!seen) return;
    for (Timestamp* const time : {&seen->first, &seen->last})
      if (!time->has_date) *time = change(*time);
  };
  change_span(summary.seen);
  for (auto& seen : summary.tables_->source_times) change_span(seen);
  summary.tables_->for_each_counted([&](auto& counted) { change_span(counted.undated); });
}

void SummaryBuilder::shift_undated(Summary& summary, std::chrono::milliseconds by) {
  Summary::Tables& tables = *summary.tables_;
  tables.times.undated = tables.times.undated.shifted(by);
  tables.causes.for_each([&](StoredCause& cause) { cause.times.undated = cause.times.undated.shifted(by); });
}

void SummaryBuilder::settle(Summary& summary, std::chrono::milliseconds first_midnight) {
  Summary::Tables& tables = *summary.tables_;
  tables.times.settle(first_midnight);
  tables.causes.for_each([&](StoredCause& cause) { cause.times.settle(first_midnight); });
  tables.for_each_counted(
      [](auto& counted) { summarize::extend(counted.seen, std::exchange(counted.undated, {})); });
  summary.note_folded();
}

void SummaryBuilder::book_failure(Summary& summary, const summarize::Evidence& evidence,
                                  summarize::FailureJoiner& failures) {
  if (!failures.begins_failure(evidence)) return;
  ++summary.totals.failures;
  summary.totals.failed_requests += evidence.request != 0;
  if (StoredGroup* const group = summary.tables_->groups.find(evidence.group)) ++group->failures;
}

/// Returns the error's fingerprint.
std::uint64_t SummaryBuilder::count_error(const parse::Record& record) {
  ++summary_.totals.errors;
  named_ = summarize::named_in(record, hooks_.identities);
  if (record.time) summary_.tables_->times.add(*record.time);
  count_aspects(record, true);
  const std::string_view logger = record.fields().logger;
  chain_.assign(1, {logger, summarize::hash(logger), record.message()});
  const std::uint64_t fingerprint = mask_chain().group;
  if (StoredError* const known = summary_.tables_->errors.find(fingerprint))
    summary_.tables_->update(*known, [&](StoredError& error) {
      count(error, record);
      error.size += add_numbers(error.captures, 0);
    });
  else insert_error(record, fingerprint);
  return fingerprint;
}

void SummaryBuilder::insert_error(const parse::Record& record, std::uint64_t fingerprint) {
  auto error = first_of<StoredError>(record);
  Template masked = normalization::to_template(masker_.mask(record.message()));
  error.fingerprint = fingerprint;
  error.logger = record.fields().logger;
  error.message_template = std::move(masked.text);
  error.placeholders = std::move(masked.placeholders);
  error.sample = summarize::keep_sample(record.message(), error.message_template);
  error.captures = numbers(0, captured_.size());
  error.measure();
  summary_.tables_->insert(fingerprint, std::move(error));
}

/// Returns the chain's fingerprint.
std::uint64_t SummaryBuilder::count_occurrence(const parse::Record& record) {
  ++summary_.totals.occurrences;
  record.find_innermost_top_frame();
  named_ = summarize::named_in(record, hooks_.identities);
  if (record.time) summary_.tables_->times.add(*record.time);
  find_chain(record.throwables);
  count_class(record);
  count_aspects(record, false);
  count_frame(record);
  const Identity identity = mask_chain();
  count_cause(record, identity.cause);
  if (StoredGroup* const known = summary_.tables_->groups.find(identity.group)) {
    summary_.tables_->update(*known, [&](StoredGroup& group) {
      count(group, record);
      group.bare += record.bare;
      add_numbers(group);
    });
  } else if (!summary_.tables_->groups.is_behind(identity.group)) {
    insert_group(record, identity);
  }
  count_failure(record, identity.group);
  return identity.group;
}

void SummaryBuilder::count_class(const parse::Record& record) {
  const summarize::Link& head = chain_.front();
  if (ClassCount* const known = summary_.tables_->classes.find(head.name_hash)) {
    count(*known, record);
  } else {
    auto row = first_of<ClassCount>(record);
    row.class_name = head.name;
    summary_.tables_->insert(head.name_hash, std::move(row));
  }
}

/// Books the occurrence on its root cause.
void SummaryBuilder::count_cause(const parse::Record& record, std::uint64_t cause) {
  Summary::Tables& tables = *summary_.tables_;
  const auto add = [&](StoredCause& facts) {
    if (record.time) facts.size += facts.times.add(*record.time);
    facts.size += summarize::add(facts.impact, named_);
  };
  if (StoredCause* const known = tables.causes.find(cause)) {
    tables.update(*known, add);
  } else if (!tables.causes.is_behind(cause)) {
    StoredCause facts;
    add(facts);
    tables.insert(cause, std::move(facts));
  }
}

/// Tells whether it begins a failure, or leaves that to whoever knows what stands in front of the part.
void SummaryBuilder::count_failure(const parse::Record& record, std::uint64_t fingerprint) {
  const summarize::Evidence evidence = summarize::evidence_of(record, named_, chain_, fingerprint);
  if (failures_ != nullptr) book_failure(summary_, evidence, *failures_);
  else evidence_.push_back(evidence);
}

void SummaryBuilder::count_aspects(const parse::Record& record, bool is_error) {
  const std::string_view logger = record.fields().logger, tenant = named_.tenant_name;
  count_aspect(Aspect::logger, logger, summarize::hash(logger), record, is_error);
  count_aspect(Aspect::tenant, tenant, tenant.empty() ? no_name_ : named_.tenant, record, is_error);
}

void SummaryBuilder::count_frame(const parse::Record& record) {
  const std::string_view frame = top_frame(record.throwables);
  const Location& location = locations_.find(summarize::hash(frame), [&] {
    std::string name = culprit::location(frame);
    const std::uint64_t hash = summarize::hash(name);
    return Location{std::move(name), hash};
  });
  count_aspect(Aspect::frame, location.name, location.hash, record, false);
}

void SummaryBuilder::count_aspect(Aspect aspect, std::string_view name, std::uint64_t hash,
                                  const parse::Record& record, bool is_error) {
  const auto index = static_cast<std::size_t>(aspect);
  Summary::Tables& tables = *summary_.tables_;
  if (StoredAspect* const known = tables.aspects[index].find(hash)) {
    count(*known, record);
    known->errors += is_error;
    return;
  }
  auto row = first_of<StoredAspect>(record);
  row.name = name.substr(0, kFrameBytes);
  row.errors = is_error;
  tables.insert(index, hash, std::move(row));
}

void SummaryBuilder::insert_group(const parse::Record& record, const Identity& identity) {
  auto group = first_of<StoredGroup>(record);
  group.fingerprint = identity.group;
  group.cause = identity.cause;
  group.bare = record.bare;
  group.top_frame = top_frame(record.throwables).substr(0, kFrameBytes);
  std::size_t begin = 0;
  for (const summarize::Link& link : chain_) {
    Template masked = normalization::to_template(masker_.mask(link.message));
    std::string sample = summarize::keep_sample(link.message, masked.text);
    const std::size_t count = masked.placeholders.size();
    group.chain.push_back({std::string(link.name), std::move(masked.text), std::move(masked.placeholders),
                           std::move(sample), numbers(begin, count)});
    begin += count;
  }
  group.measure();
  begin = 0;
  for (std::size_t i = 0; i + 1 < std::min(group.chain.size(), kMostRepeating); ++i) {
    if (repeats_next(group, i, begin)) group.repeating |= std::uint64_t{1} << i;
    begin += group.chain[i].captures.size();
  }
  summary_.tables_->insert(identity.group, std::move(group));
}

/// The head and the causes below it. Every throwable comes after its parent.
void SummaryBuilder::find_chain(std::span<const Throwable> throwables) {
  chain_.clear();
  for (std::uint32_t i = 0, last = 0; i < throwables.size(); ++i) {
    const Throwable& throwable = throwables[i];
    if (i > 0 && (throwable.relation != Relation::cause || throwable.parent != last)) continue;
    chain_.push_back({throwable.class_name, summarize::hash(throwable.class_name), throwable.message});
    last = i;
  }
}

/// Masks the chain's messages, and says what identifies it.
SummaryBuilder::Identity SummaryBuilder::mask_chain() {
  keys_.resize(std::max(keys_.size(), chain_.size()));
  captured_.clear();
  std::uint64_t hash = 0;
  bool is_known = true;
  std::string_view outer;
  for (std::size_t i = 0; i < chain_.size(); ++i) {
    summarize::Link& link = chain_[i];
    const normalization::MaskedMessage& masked =
        masker_.mask(link.message, std::exchange(outer, link.message));
    link.form = masked.id;
    if (link.form == 0) keys_[i] = masked.key;
    hash = summarize::combine(hash, summarize::combine(link.name_hash, link.form));
    is_known = is_known && link.form != 0;
    auto capture = masked.captures.begin();
    for (const PlaceholderKind kind : masked.kinds)
      captured_.push_back(kind == PlaceholderKind::number ? Captured{true, *capture++} : Captured{});
  }
  return is_known ? identities_.find(hash, [&] { return identify_chain(); }) : identify_chain();
}

SummaryBuilder::Identity SummaryBuilder::identify_chain() {
  fingerprint_.clear();
  std::size_t root = 0;
  for (std::size_t i = 0; i < chain_.size(); ++i) {
    const summarize::Link& link = chain_[i];
    root = fingerprint_.size();
    fingerprint_.add(link.name);
    fingerprint_.add(link.form != 0 ? masker_.mask(link.message).key : keys_[i]);
  }
  return {fingerprint_.value(), fingerprint_.value_since(root)};
}

void SummaryBuilder::add_numbers(StoredGroup& group) const {
  std::size_t begin = 0, same = 1;  // how many links have the numbers of the one at hand
  for (std::size_t i = 0; i < group.chain.size(); ++i) {
    const bool repeated = i < kMostRepeating && (group.repeating >> i & 1) != 0;
    if (repeated && repeats_next(group, i, begin)) {
      ++same;
    } else {
      if (repeated) group.settle_numbers(i);
      group.size += same * add_numbers(group.chain[i].captures, begin);
      same = 1;
    }
    begin += group.chain[i].captures.size();
  }
}

/// Whether the next link of the chain has the same numbers in the same places as one whose own begin at
/// `begin`.
bool SummaryBuilder::repeats_next(const StoredGroup& group, std::size_t link, std::size_t begin) const {
  const std::size_t count = group.chain[link].captures.size();
  if (count != group.chain[link + 1].captures.size() || begin + 2 * count > captured_.size()) return false;
  const Captured* const first = captured_.data() + begin;
  return std::equal(first, first + count, first + count);
}

/// Adds the numbers that stood for placeholders, from `begin` on, to those that
/// stood there before. Returns by how many bytes they grew. (Fewer placeholders than before has a message
/// that somebody made to have the hash of another.)
std::size_t SummaryBuilder::add_numbers(std::vector<CapturedNumbers>& captures, std::size_t begin) const {
  if (begin + captures.size() > captured_.size()) return 0;
  std::size_t growth = 0;
  const Captured* captured = captured_.data() + begin;
  for (CapturedNumbers& capture : captures) {
    const auto& [is_number, number] = *captured++;
    if (!is_number) continue;
    if (capture.numbers.count() == 0) capture.unit = number.unit;
    growth += capture.numbers.add(number.value);
  }
  return growth;
}

std::vector<CapturedNumbers> SummaryBuilder::numbers(std::size_t begin, std::size_t count) const {
  std::vector<CapturedNumbers> captures(count);
  add_numbers(captures, begin);
  return captures;
}

}  // namespace culprit
