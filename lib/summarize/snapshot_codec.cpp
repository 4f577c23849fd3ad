#include "summarize/snapshot_codec.hpp"

#include "summarize/buckets.hpp"
#include "summarize/fingerprint.hpp"
#include "summarize/json_integer.hpp"
#include "summarize/merged_groups.hpp"
#include "summarize/tables.hpp"

#include <culprit/error.hpp>

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace culprit {
namespace {

using Json = nlohmann::json;

[[noreturn]] void refuse() { throw Error("its counts contradict each other"); }

void require(bool holds) {
  if (!holds) refuse();
}

template <class Value>
Value require(std::optional<Value> value) {
  if (!value) refuse();
  return *std::move(value);
}

template <std::integral Number>
Number integer(const Json& json) {
  return require(summarize::json_integer<Number>(json));
}

/// More than there are bytes in any log; so counts can be added up, and are exact in JSON.
constexpr std::uint64_t kMostCounted = std::uint64_t{1} << 53;

std::uint64_t decode_count(const Json& json) {
  const auto count = integer<std::uint64_t>(json);
  require(count <= kMostCounted);
  return count;
}

/// One of an enumeration's values, from 0 to `last`.
template <class Kind>
Kind decode_kind(const Json& json, Kind last) {
  const auto kind = integer<std::underlying_type_t<Kind>>(json);
  require(kind >= 0 && kind <= static_cast<std::underlying_type_t<Kind>>(last));
  return static_cast<Kind>(kind);
}

// Each pair of functions has the fields of one type in one order; positions take
// less room than names. docs/snapshots.md lists them.

template <class Item, class Encode>
Json encode_all(const std::vector<Item>& items, Encode&& encode) {
  Json all = Json::array();
  for (const Item& item : items) all.push_back(encode(item));
  return all;
}

template <class Decode>
auto decode_all(const Json& json, Decode&& decode) {
  std::vector<decltype(decode(json))> all;
  for (const Json& item : json.get_ref<const Json::array_t&>()) all.push_back(decode(item));
  return all;
}

template <class Item, class Encode>
Json encode_optional(const std::optional<Item>& item, Encode&& encode) {
  return item ? encode(*item) : Json(nullptr);
}

template <class Decode>
auto decode_optional(const Json& json, Decode&& decode) {
  return json.is_null() ? std::nullopt : std::optional(decode(json));
}

Json encode_time(Timestamp time) { return Json::array({time.milliseconds, time.has_date, time.has_zone}); }
Timestamp decode_time(const Json& json) {
  const Timestamp time{integer<std::int64_t>(json.at(0)), json.at(1), json.at(2)};
  require(time.milliseconds >= -Timeline::kLatest && time.milliseconds <= Timeline::kLatest);
  return time;
}

Json encode_span(const TimeSpan& span) {
  return Json::array({encode_time(span.first), encode_time(span.last)});
}
TimeSpan decode_span(const Json& json) { return {decode_time(json.at(0)), decode_time(json.at(1))}; }

Json encode_seen(const std::optional<TimeSpan>& seen) { return encode_optional(seen, encode_span); }
std::optional<TimeSpan> decode_seen(const Json& json) { return decode_optional(json, decode_span); }

Json encode_position(Position position) { return Json::array({position.source, position.offset}); }
Position decode_position(const Json& json) {
  return {integer<std::uint32_t>(json.at(0)), integer<std::uint64_t>(json.at(1))};
}

Json encode_wide(const Distribution::Wide& wide) { return Json::array({wide.low, wide.high}); }
Distribution::Wide decode_wide(const Json& json) {
  return {integer<std::uint64_t>(json.at(0)), integer<std::uint64_t>(json.at(1))};
}

Json encode_numbers(const CapturedNumbers& captured) {
  const Distribution::State state = captured.numbers.state();
  const auto bucket = [](const Distribution::Bucket& b) { return Json::array({b.number, b.count}); };
  return Json::array({static_cast<int>(captured.unit), state.count, state.min, state.max,
                      encode_wide(state.whole), encode_wide(state.fraction), state.level,
                      encode_all(state.buckets, bucket)});
}
CapturedNumbers decode_numbers(const Json& json) {
  Distribution::State state;
  state.count = decode_count(json.at(1));
  state.min = json.at(2);
  state.max = json.at(3);
  state.whole = decode_wide(json.at(4));
  state.fraction = decode_wide(json.at(5));
  state.level = integer<int>(json.at(6));
  state.buckets = decode_all(json.at(7), [](const Json& b) {
    return Distribution::Bucket{integer<std::int32_t>(b.at(0)), decode_count(b.at(1))};
  });
  return {require(Distribution::from_state(state)), decode_kind(json.at(0), Unit::bytes)};
}

Json encode_placeholder(const Template::Placeholder& placeholder) {
  return Json::array({placeholder.offset, placeholder.length, static_cast<int>(placeholder.kind)});
}
Template::Placeholder decode_placeholder(const Json& json) {
  return {integer<std::uint32_t>(json.at(0)), integer<std::uint32_t>(json.at(1)),
          decode_kind(json.at(2), PlaceholderKind::user)};
}

/// Whether a masked message could be one: its placeholders stand in order, within the text, each with
/// the numbers of at most `count` messages.
template <class Masked>
bool is_masked(const Masked& masked, std::uint64_t count) {
  const std::string& text = masked.message_template;
  std::size_t end = 0;
  for (const Template::Placeholder& placeholder : masked.placeholders) {
    if (placeholder.offset < end || placeholder.length == 0 || placeholder.length > text.size() ||
        placeholder.offset > text.size() - placeholder.length)
      return false;
    end = placeholder.offset + placeholder.length;
  }
  if (masked.captures.size() != masked.placeholders.size()) return false;
  for (const CapturedNumbers& captured : masked.captures)
    if (captured.numbers.count() > count) return false;
  return masked.sample.size() <= summarize::longest_sample(text);
}

/// Adds what the fingerprint is made of. A NUL in it always is a placeholder.
template <class Masked>
void add_to(summarize::Fingerprint& fingerprint, std::string_view name, const Masked& masked) {
  const std::string key = summarize::template_key(masked.message_template, masked.placeholders);
  require(std::ranges::count(key, '\0') == std::ssize(masked.placeholders));
  fingerprint.add(name);
  fingerprint.add(key);
}

Json encode_link(const ChainLink& link) {
  return Json::array({link.class_name, link.message_template,
                      encode_all(link.placeholders, encode_placeholder), link.sample,
                      encode_all(link.captures, encode_numbers)});
}
ChainLink decode_link(const Json& json) {
  return {json.at(0), json.at(1), decode_all(json.at(2), decode_placeholder), json.at(3),
          decode_all(json.at(4), decode_numbers)};
}

Json encode_group(const StoredGroup& group) {
  return Json::array({group.fingerprint, group.count, group.failures, group.bare,
                      encode_all(group.chain, encode_link), group.top_frame, encode_seen(group.seen),
                      encode_position(group.first), group.cause, group.size});
}
StoredGroup decode_group(const Json& json) {
  StoredGroup group;
  group.fingerprint = integer<std::uint64_t>(json.at(0));
  group.count = decode_count(json.at(1));
  group.failures = decode_count(json.at(2));
  group.bare = decode_count(json.at(3));
  group.chain = decode_all(json.at(4), decode_link);
  group.top_frame = json.at(5);
  group.seen = decode_seen(json.at(6));
  group.first = decode_position(json.at(7));
  group.cause = integer<std::uint64_t>(json.at(8));
  require(!group.chain.empty() && group.failures <= group.count && group.bare <= group.count &&
          group.top_frame.size() <= kFrameBytes);
  summarize::Fingerprint fingerprint;
  std::size_t root = 0;
  for (const ChainLink& link : group.chain) {
    require(is_masked(link, group.count));
    root = fingerprint.size();
    add_to(fingerprint, link.class_name, link);
  }
  require(group.fingerprint == fingerprint.value() && group.cause == fingerprint.value_since(root));
  group.measure();
  return group;
}

Json encode_error(const StoredError& error) {
  return Json::array({error.fingerprint, error.count, error.logger, error.message_template,
                      encode_all(error.placeholders, encode_placeholder), error.sample,
                      encode_all(error.captures, encode_numbers), encode_seen(error.seen),
                      encode_position(error.first), error.size});
}
StoredError decode_error(const Json& json) {
  StoredError error;
  error.fingerprint = integer<std::uint64_t>(json.at(0));
  error.count = decode_count(json.at(1));
  error.logger = json.at(2);
  error.message_template = json.at(3);
  error.placeholders = decode_all(json.at(4), decode_placeholder);
  error.sample = json.at(5);
  error.captures = decode_all(json.at(6), decode_numbers);
  error.seen = decode_seen(json.at(7));
  error.first = decode_position(json.at(8));
  require(is_masked(error, error.count));
  summarize::Fingerprint fingerprint;
  add_to(fingerprint, error.logger, error);
  require(error.fingerprint == fingerprint.value());
  error.measure();
  return error;
}

Json encode_timeline(const Timeline& timeline) {
  const Timeline::State state = timeline.state();
  const auto bucket = [](const Timeline::Bucket& b) { return Json::array({b.start, b.count}); };
  return Json::array({state.width.count(), encode_all(state.buckets, bucket)});
}
Timeline decode_timeline(const Json& json) {
  Timeline::State state;
  state.width = std::chrono::milliseconds(integer<std::int64_t>(json.at(0)));
  state.buckets = decode_all(json.at(1), [](const Json& b) {
    return Timeline::Bucket{integer<std::int64_t>(b.at(0)), decode_count(b.at(1))};
  });
  return require(Timeline::from_state(state));
}

Json encode_times(const Times& times) {
  return Json::array({encode_timeline(times.dated), encode_timeline(times.undated)});
}
Times decode_times(const Json& json) { return {decode_timeline(json.at(0)), decode_timeline(json.at(1))}; }

Json encode_distinct(const DistinctCount& count) {
  const DistinctCount::State state = count.state();
  return Json::array({state.smallest, state.more});
}
DistinctCount decode_distinct(const Json& json) {
  return require(DistinctCount::from_state({decode_all(json.at(0), integer<std::uint64_t>), json.at(1)}));
}

Json encode_cause(const StoredCause& cause) {
  const Impact& impact = cause.impact;
  return Json::array({encode_times(cause.times), encode_distinct(impact.requests),
                      encode_distinct(impact.accounts), encode_distinct(impact.tenants),
                      encode_distinct(impact.tokens), encode_distinct(impact.threads),
                      encode_distinct(impact.streams)});
}
StoredCause decode_cause(const Json& json) {
  StoredCause cause;
  cause.times = decode_times(json.at(0));
  cause.impact = {decode_distinct(json.at(1)), decode_distinct(json.at(2)), decode_distinct(json.at(3)),
                  decode_distinct(json.at(4)), decode_distinct(json.at(5)), decode_distinct(json.at(6))};
  return cause;
}

Json encode_class(const ClassCount& row) {
  return Json::array({row.class_name, row.count, encode_seen(row.seen), encode_position(row.first)});
}
ClassCount decode_class(const Json& json) {
  ClassCount row;
  row.class_name = json.at(0);
  row.count = decode_count(json.at(1));
  row.seen = decode_seen(json.at(2));
  row.first = decode_position(json.at(3));
  return row;
}

Json encode_aspect(const StoredAspect& row) {
  return Json::array({row.name, row.count, row.errors, encode_seen(row.seen), encode_position(row.first)});
}
StoredAspect decode_aspect(const Json& json) {
  StoredAspect row;
  row.name = json.at(0);
  row.count = decode_count(json.at(1));
  row.errors = decode_count(json.at(2));
  row.seen = decode_seen(json.at(3));
  row.first = decode_position(json.at(4));
  require(row.errors <= row.count && row.name.size() <= kFrameBytes);
  return row;
}

/// A table's values by their hashes, and from which hash on it keeps none.
template <class Value, class Encode>
Json encode_map(const summarize::BoundedMap<Value>& map, Encode&& encode) {
  Json values = Json::array();
  for (const auto& [hash, value] : map.values()) values.push_back(Json::array({hash, encode(value)}));
  return Json::array(
      {encode_optional(map.bound(), [](std::uint64_t bound) { return Json(bound); }), std::move(values)});
}
/// Hands each hash and value to `insert`. Hashes ascend, each once; the table keeps nothing from the
/// one on that it threw out.
template <class Table, class Decode, class Insert>
void decode_map(const Json& json, Table& table, Decode&& decode, Insert&& insert) {
  const auto bound = decode_optional(json.at(0), integer<std::uint64_t>);
  std::optional<std::uint64_t> last;
  for (const Json& item : json.at(1).get_ref<const Json::array_t&>()) {
    const auto hash = integer<std::uint64_t>(item.at(0));
    require((!last || hash > *last) && (!bound || hash < *bound));
    last = hash;
    insert(hash, decode(item.at(1)));
  }
  table.restrict_to(bound);
}

Json encode_totals(const Totals& totals) {
  return Json::array({totals.bytes, totals.lines, totals.records, totals.errors, totals.occurrences,
                      totals.failures, totals.failed_requests, totals.long_lines});
}
Totals decode_totals(const Json& json) {
  const Totals totals{decode_count(json.at(0)), decode_count(json.at(1)), decode_count(json.at(2)),
                      decode_count(json.at(3)), decode_count(json.at(4)), decode_count(json.at(5)),
                      decode_count(json.at(6)), decode_count(json.at(7))};
  require(totals.failed_requests <= totals.failures && totals.failures <= totals.occurrences);
  return totals;
}

Json encode_diagnostic(const Diagnostic& diagnostic) {
  return Json::array(
      {diagnostic.source, diagnostic.offset, static_cast<int>(diagnostic.kind), diagnostic.message});
}
Diagnostic decode_diagnostic(const Json& json) {
  return {json.at(0), integer<std::uint64_t>(json.at(1)), decode_kind(json.at(2), Diagnostic::Kind::stopped),
          json.at(3)};
}

}  // namespace

Json SnapshotCodec::encode(const Summary& summary) {
  const Summary::Tables& tables = *summary.tables_;
  const auto layout = [](const LayoutCount& count) { return Json::array({count.name, count.records}); };
  Json json;
  json["budget"] = tables.budget_bytes;
  json["totals"] = encode_totals(summary.totals);
  json["levels"] = summary.levels;
  json["seen"] = encode_seen(summary.seen);
  json["layouts"] = encode_all(summary.layouts, layout);
  json["sources"] = summary.sources;
  json["source_times"] = encode_all(tables.source_times, encode_seen);
  json["diagnostics"] = encode_all(summary.diagnostics, encode_diagnostic);
  json["keep"] = summary.merge_rules.keep;
  json["classes"] = encode_map(tables.classes, encode_class);
  json["other_classes"] = encode_optional(tables.other_classes, encode_class);
  json["groups"] = encode_map(tables.groups, encode_group);
  json["errors"] = encode_map(tables.errors, encode_error);
  json["folded_errors"] = tables.folded_errors;
  json["causes"] = encode_map(tables.causes, encode_cause);
  for (const auto& rows : tables.aspects) json["aspects"].push_back(encode_map(rows, encode_aspect));
  for (const auto& others : tables.other_aspects)
    json["other_aspects"].push_back(encode_optional(others, encode_aspect));
  json["times"] = encode_times(tables.times);
  return json;
}

Summary SnapshotCodec::decode(const Json& json) {
  Summary summary;
  summary.tables_ = std::make_unique<Summary::Tables>(integer<std::size_t>(json.at("budget")));
  summary.totals = decode_totals(json.at("totals"));
  for (std::size_t i = 0; i < kLevelCount; ++i) summary.levels[i] = decode_count(json.at("levels").at(i));
  summary.seen = decode_seen(json.at("seen"));
  summary.layouts = decode_all(json.at("layouts"), [](const Json& count) {
    return LayoutCount{count.at(0), decode_count(count.at(1))};
  });
  summary.sources = json.at("sources").get<std::vector<std::string>>();
  summary.diagnostics = decode_all(json.at("diagnostics"), decode_diagnostic);
  summary.merge_rules.keep = json.at("keep").get<std::vector<std::string>>();
  decode_tables(json, summary);
  check(summary);
  return summary;
}

/// What doesn't fit, as sizes of another machine may be smaller, is thrown out as always.
void SnapshotCodec::decode_tables(const Json& json, const Summary& summary) {
  Summary::Tables& tables = *summary.tables_;
  tables.source_times = decode_all(json.at("source_times"), decode_seen);
  tables.folded_errors = decode_count(json.at("folded_errors"));
  tables.times = decode_times(json.at("times"));
  const auto require_placed = [&](const auto& row) { require(row.first.source < summary.sources.size()); };
  const auto insert = [&](std::uint64_t hash, auto value) {
    require_placed(value);
    tables.insert(hash, std::move(value));
  };
  const auto insert_own = [&](std::uint64_t fingerprint, auto value) {
    require(fingerprint == value.fingerprint);
    insert(fingerprint, std::move(value));
  };
  tables.other_classes = decode_optional(json.at("other_classes"), decode_class);
  if (tables.other_classes) require_placed(*tables.other_classes);
  decode_map(json.at("classes"), tables.classes, decode_class, insert);
  decode_map(json.at("groups"), tables.groups, decode_group, insert_own);
  decode_map(json.at("errors"), tables.errors, decode_error, insert_own);
  decode_map(json.at("causes"), tables.causes, decode_cause,
             [&](std::uint64_t hash, StoredCause cause) { tables.insert(hash, std::move(cause)); });
  for (std::size_t i = 0; i < kAspectCount; ++i) {
    tables.other_aspects[i] = decode_optional(json.at("other_aspects").at(i), decode_aspect);
    if (tables.other_aspects[i]) require_placed(*tables.other_aspects[i]);
    decode_map(json.at("aspects").at(i), tables.aspects[i], decode_aspect,
               [&](std::uint64_t hash, StoredAspect row) {
                 require_placed(row);
                 tables.insert(i, hash, std::move(row));
               });
  }
}

/// Reports subtract the parts from the whole, and divide by it.
void SnapshotCodec::check(const Summary& summary) {
  const Summary::Tables& tables = *summary.tables_;
  const Totals& totals = summary.totals;
  require(tables.source_times.size() == summary.sources.size());
  require(std::set(summary.sources.begin(), summary.sources.end()).size() == summary.sources.size());
  (void)TemplateMerger(summary.merge_rules);  // throws if a rule is no pattern

  std::uint64_t occurrences = 0;
  if (tables.other_classes) {
    require(tables.other_classes->class_name == kOtherClasses);
    occurrences = tables.other_classes->count;
  }
  for (const auto& [hash, row] : tables.classes.values()) {
    require(hash == summarize::hash(row.class_name));
    occurrences = summarize::add_saturating(occurrences, row.count);
  }
  require(occurrences == totals.occurrences);

  std::uint64_t errors = tables.folded_errors;
  for (const auto& [hash, error] : tables.errors.values())
    errors = summarize::add_saturating(errors, error.count);
  require(errors == totals.errors);

  std::map<std::string_view, std::uint64_t> grouped;
  for (const auto& [hash, group] : tables.groups.values()) {
    std::uint64_t& count = grouped[group.chain.front().class_name];
    count = summarize::add_saturating(count, group.count);
  }
  for (const auto& [name, count] : grouped) {
    const ClassCount* const row = tables.classes.find(summarize::hash(name));
    require(row == nullptr || count <= row->count);
  }

  require(tables.times.dated.total() <= totals.total());
  for (const auto& [hash, cause] : tables.causes.values())
    require(cause.times.dated.total() <= totals.occurrences);
  for (std::size_t i = 0; i < kAspectCount; ++i) {
    require(!tables.other_aspects[i] || tables.other_aspects[i]->name == kOthers);
    // Of a name that was cut the hash is that of the whole.
    for (const auto& [hash, row] : tables.aspects[i].values())
      require(row.name.size() == kFrameBytes || hash == summarize::hash(row.name));
  }
}

}  // namespace culprit
