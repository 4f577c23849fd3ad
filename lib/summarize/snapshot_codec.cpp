#include "summarize/snapshot_codec.hpp"

#include "summarize/fingerprint.hpp"
#include "summarize/tables.hpp"

#include <culprit/error.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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
Timestamp decode_time(const Json& json) { return {json.at(0), json.at(1), json.at(2)}; }

Json encode_span(const TimeSpan& span) {
  return Json::array({encode_time(span.first), encode_time(span.last)});
}
TimeSpan decode_span(const Json& json) { return {decode_time(json.at(0)), decode_time(json.at(1))}; }

Json encode_seen(const std::optional<TimeSpan>& seen) { return encode_optional(seen, encode_span); }
std::optional<TimeSpan> decode_seen(const Json& json) { return decode_optional(json, decode_span); }

Json encode_position(Position position) { return Json::array({position.source, position.offset}); }
Position decode_position(const Json& json) { return {json.at(0), json.at(1)}; }

Json encode_wide(const Distribution::Wide& wide) { return Json::array({wide.low, wide.high}); }
Distribution::Wide decode_wide(const Json& json) { return {json.at(0), json.at(1)}; }

Json encode_numbers(const CapturedNumbers& captured) {
  const Distribution::State state = captured.numbers.state();
  const auto bucket = [](const Distribution::Bucket& b) { return Json::array({b.number, b.count}); };
  return Json::array({static_cast<int>(captured.unit), state.count, state.min, state.max,
                      encode_wide(state.whole), encode_wide(state.fraction), state.level,
                      encode_all(state.buckets, bucket)});
}
CapturedNumbers decode_numbers(const Json& json) {
  Distribution::State state;
  state.count = json.at(1);
  state.min = json.at(2);
  state.max = json.at(3);
  state.whole = decode_wide(json.at(4));
  state.fraction = decode_wide(json.at(5));
  state.level = json.at(6);
  state.buckets = decode_all(json.at(7), [](const Json& b) {
    return Distribution::Bucket{b.at(0), b.at(1)};
  });
  const int unit = json.at(0);
  require(unit >= 0 && unit <= static_cast<int>(Unit::bytes));
  return {require(Distribution::from_state(state)), static_cast<Unit>(unit)};
}

Json encode_placeholder(const Template::Placeholder& placeholder) {
  return Json::array({placeholder.offset, placeholder.length, static_cast<int>(placeholder.kind)});
}
Template::Placeholder decode_placeholder(const Json& json) {
  const int kind = json.at(2);
  require(kind >= 0 && kind <= static_cast<int>(PlaceholderKind::user));
  return {json.at(0), json.at(1), static_cast<PlaceholderKind>(kind)};
}

/// Whether placeholders stand in order, within the text, each with its numbers.
bool are_in_text(const std::vector<Template::Placeholder>& placeholders, const std::string& text,
                 const std::vector<CapturedNumbers>& captures) {
  std::size_t end = 0;
  for (const Template::Placeholder& placeholder : placeholders) {
    if (placeholder.offset < end || placeholder.length > text.size() ||
        placeholder.offset > text.size() - placeholder.length)
      return false;
    end = placeholder.offset + placeholder.length;
  }
  return captures.size() == placeholders.size();
}

Json encode_link(const ChainLink& link) {
  return Json::array({link.class_name, link.message_template,
                      encode_all(link.placeholders, encode_placeholder), link.sample,
                      encode_all(link.captures, encode_numbers)});
}
ChainLink decode_link(const Json& json) {
  ChainLink link{json.at(0), json.at(1), decode_all(json.at(2), decode_placeholder), json.at(3),
                 decode_all(json.at(4), decode_numbers)};
  require(are_in_text(link.placeholders, link.message_template, link.captures));
  return link;
}

Json encode_group(const StoredGroup& group) {
  return Json::array({group.fingerprint, group.count, group.failures, group.bare,
                      encode_all(group.chain, encode_link), group.top_frame, encode_seen(group.seen),
                      encode_position(group.first), group.cause, group.size});
}
StoredGroup decode_group(const Json& json) {
  StoredGroup group;
  group.fingerprint = json.at(0);
  group.count = json.at(1);
  group.failures = json.at(2);
  group.bare = json.at(3);
  group.chain = decode_all(json.at(4), decode_link);
  group.top_frame = json.at(5);
  group.seen = decode_seen(json.at(6));
  group.first = decode_position(json.at(7));
  group.cause = json.at(8);
  group.size = json.at(9);
  require(!group.chain.empty());
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
  error.fingerprint = json.at(0);
  error.count = json.at(1);
  error.logger = json.at(2);
  error.message_template = json.at(3);
  error.placeholders = decode_all(json.at(4), decode_placeholder);
  error.sample = json.at(5);
  error.captures = decode_all(json.at(6), decode_numbers);
  error.seen = decode_seen(json.at(7));
  error.first = decode_position(json.at(8));
  error.size = json.at(9);
  require(are_in_text(error.placeholders, error.message_template, error.captures));
  return error;
}

Json encode_timeline(const Timeline& timeline) {
  const Timeline::State state = timeline.state();
  const auto bucket = [](const Timeline::Bucket& b) { return Json::array({b.start, b.count}); };
  return Json::array({state.width.count(), encode_all(state.buckets, bucket)});
}
Timeline decode_timeline(const Json& json) {
  Timeline::State state;
  state.width = std::chrono::milliseconds(json.at(0).get<std::int64_t>());
  state.buckets = decode_all(json.at(1), [](const Json& b) { return Timeline::Bucket{b.at(0), b.at(1)}; });
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
  return require(DistinctCount::from_state({json.at(0), json.at(1)}));
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
  row.count = json.at(1);
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
  row.count = json.at(1);
  row.errors = json.at(2);
  row.seen = decode_seen(json.at(3));
  row.first = decode_position(json.at(4));
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
template <class Decode, class Insert>
auto decode_map(const Json& json, Decode&& decode, Insert&& insert) {
  for (const Json& item : json.at(1).get_ref<const Json::array_t&>())
    insert(item.at(0).get<std::uint64_t>(), decode(item.at(1)));
  return decode_optional(json.at(0), [](const Json& bound) { return bound.get<std::uint64_t>(); });
}

Json encode_totals(const Totals& totals) {
  return Json::array({totals.bytes, totals.lines, totals.records, totals.errors, totals.occurrences,
                      totals.failures, totals.failed_requests, totals.long_lines});
}
Totals decode_totals(const Json& json) {
  const Totals totals{json.at(0), json.at(1), json.at(2), json.at(3),
                      json.at(4), json.at(5), json.at(6), json.at(7)};
  require(totals.failed_requests <= totals.failures);
  return totals;
}

Json encode_diagnostic(const Diagnostic& diagnostic) {
  return Json::array(
      {diagnostic.source, diagnostic.offset, static_cast<int>(diagnostic.kind), diagnostic.message});
}
Diagnostic decode_diagnostic(const Json& json) {
  const int kind = json.at(2);
  require(kind >= 0 && kind <= static_cast<int>(Diagnostic::Kind::folded));
  return {json.at(0), json.at(1), static_cast<Diagnostic::Kind>(kind), json.at(3)};
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
  summary.tables_ = std::make_unique<Summary::Tables>(json.at("budget").get<std::size_t>());
  Summary::Tables& tables = *summary.tables_;
  summary.totals = decode_totals(json.at("totals"));
  summary.levels = json.at("levels").get<decltype(summary.levels)>();
  summary.seen = decode_seen(json.at("seen"));
  summary.layouts = decode_all(json.at("layouts"), [](const Json& count) {
    return LayoutCount{count.at(0), count.at(1)};
  });
  summary.sources = json.at("sources").get<std::vector<std::string>>();
  tables.source_times = decode_all(json.at("source_times"), decode_seen);
  summary.diagnostics = decode_all(json.at("diagnostics"), decode_diagnostic);
  summary.merge_rules.keep = json.at("keep").get<std::vector<std::string>>();
  require(tables.source_times.size() == summary.sources.size());

  const auto is_placed = [&](const auto& counted) { return counted.first.source < summary.sources.size(); };
  const auto insert = [&](std::uint64_t hash, auto value) {
    require(is_placed(value));
    tables.insert(hash, std::move(value));
  };
  tables.classes.restrict_to(decode_map(json.at("classes"), decode_class, insert));
  tables.other_classes = decode_optional(json.at("other_classes"), decode_class);
  tables.groups.restrict_to(decode_map(json.at("groups"), decode_group, insert));
  tables.errors.restrict_to(decode_map(json.at("errors"), decode_error, insert));
  tables.folded_errors = json.at("folded_errors");
  const auto insert_cause = [&](std::uint64_t hash, StoredCause cause) {
    tables.insert(hash, std::move(cause));
  };
  tables.causes.restrict_to(decode_map(json.at("causes"), decode_cause, insert_cause));
  for (std::size_t i = 0; i < kAspectCount; ++i) {
    const auto insert_aspect = [&](std::uint64_t hash, StoredAspect row) {
      require(is_placed(row));
      tables.insert(i, hash, std::move(row));
    };
    tables.aspects[i].restrict_to(decode_map(json.at("aspects").at(i), decode_aspect, insert_aspect));
    tables.other_aspects[i] = decode_optional(json.at("other_aspects").at(i), decode_aspect);
    require(!tables.other_aspects[i] || is_placed(*tables.other_aspects[i]));
  }
  require(!tables.other_classes || is_placed(*tables.other_classes));
  tables.times = decode_times(json.at("times"));

  // Reports subtract the parts from the whole.
  std::uint64_t occurrences = tables.other_classes ? tables.other_classes->count : 0;
  for (const auto& [hash, row] : tables.classes.values()) {
    require(hash == summarize::hash(row.class_name));
    occurrences += row.count;
  }
  require(occurrences == summary.totals.occurrences);
  std::map<std::string_view, std::uint64_t> grouped;
  for (const auto& [hash, group] : tables.groups.values())
    grouped[group.chain.front().class_name] += group.count;
  for (const auto& [name, count] : grouped) {
    const ClassCount* const row = tables.classes.find(summarize::hash(name));
    require(row == nullptr || count <= row->count);
  }
  return summary;
}

}  // namespace culprit
