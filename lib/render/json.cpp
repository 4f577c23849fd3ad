#include "render/json_parts.hpp"
#include "render/report.hpp"
#include "render/words.hpp"

#include <culprit/knowledge.hpp>
#include <culprit/render.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <utility>

namespace culprit {
namespace {

using Json = nlohmann::ordered_json;
using render::list;
using render::Listed;
using render::put_seen;

std::string_view name_of(Unit unit) {
  switch (unit) {
    case Unit::seconds: return "seconds";
    case Unit::bytes: return "bytes";
    case Unit::none: break;
  }
  return "none";
}

/// The numbers behind the placeholders; `placeholder` counts from 0.
Json captures_of(const std::vector<CapturedNumbers>& captures) {
  Json all = Json::array();
  for (std::size_t i = 0; i < captures.size(); ++i) {
    const Distribution& numbers = captures[i].numbers;
    if (numbers.count() == 0) continue;
    all.push_back({{"placeholder", i},
                   {"unit", name_of(captures[i].unit)},
                   {"count", numbers.count()},
                   {"min", numbers.min()},
                   {"mean", numbers.mean()},
                   {"p50", numbers.quantile(0.5)},
                   {"p90", numbers.quantile(0.9)},
                   {"p99", numbers.quantile(0.99)},
                   {"max", numbers.max()},
                   {"relative_error", numbers.relative_error()}});
  }
  return all;
}

Json fingerprints_of(const std::vector<std::uint64_t>& fingerprints) {
  Json all = Json::array();
  for (const std::uint64_t fingerprint : fingerprints) all.push_back(render::shown_fingerprint(fingerprint));
  return all;
}

/// Those buckets that hold something.
Json timeline_of(const Timeline& timeline) {
  Json buckets = Json::array();
  for (const auto& [start, count] : timeline.buckets())
    buckets.push_back({{"start", to_iso8601({start})}, {"count", count}});
  return {{"seconds", std::chrono::duration_cast<std::chrono::seconds>(timeline.width()).count()},
          {"buckets", std::move(buckets)}};
}

Json impact_of(const Impact& impact) {
  const auto of_one = [](const DistinctCount& count) {
    return Json{{"count", count.estimate()}, {"exact", count.is_exact()}};
  };
  return {{"requests", of_one(impact.requests)}, {"accounts", of_one(impact.accounts)},
          {"tenants", of_one(impact.tenants)},   {"tokens", of_one(impact.tokens)},
          {"threads", of_one(impact.threads)},   {"streams", of_one(impact.streams)}};
}

Json position_of(Position first, const Summary& summary) {
  return {{"source", render::shown_source(summary, first)}, {"offset", first.offset}};
}

Json group_of(const Group& group, const Summary& summary) {
  Json json{{"fingerprint", render::shown_fingerprint(group.fingerprint)},
            {"members", fingerprints_of(group.members)},
            {"count", group.count},
            {"failures", group.failures},
            {"bare", group.bare}};
  put_seen(json, group.seen);
  json["first"] = position_of(group.first, summary);
  json["top_frame"] = group.top_frame;
  Json& chain = json["chain"] = Json::array();
  for (const ChainLink& link : group.chain)
    chain.push_back({{"class", link.class_name},
                     {"template", link.message_template},
                     {"sample", link.sample},
                     {"captures", captures_of(link.captures)}});
  return json;
}

template <class Row>
void put_hidden(Json& json, const char* name, const Listed<Row>& rows) {
  if (rows.hidden != 0) json[name] = {{"rows", rows.hidden}, {"count", rows.hidden_count}};
}

Json exception_of(const ExceptionRow& row, const Summary& summary, const View& view) {
  Json json{{"class", row.class_name}, {"count", row.count}};
  put_seen(json, row.seen);
  const Listed<Group> groups = list(row.groups, view);
  Json& all = json["groups"] = Json::array();
  for (const Group& group : groups.shown) all.push_back(group_of(group, summary));
  put_hidden(json, "other_groups", groups);
  json["folded"] = row.folded;
  return json;
}

Json error_of(const ErrorGroup& error, const Summary& summary) {
  Json json{{"fingerprint", render::shown_fingerprint(error.fingerprint)},
            {"members", fingerprints_of(error.members)},
            {"logger", error.logger},
            {"template", error.message_template},
            {"sample", error.sample},
            {"count", error.count}};
  put_seen(json, error.seen);
  json["first"] = position_of(error.first, summary);
  json["captures"] = captures_of(error.captures);
  return json;
}

Json root_cause_of(const RootCause& cause, const Summary& summary, const Knowledge& knowledge) {
  Json json{{"fingerprint", render::shown_fingerprint(cause.fingerprint)},
            {"class", cause.class_name},
            {"template", cause.message_template},
            {"code", cause.code == 0 ? Json(nullptr) : Json(cause.code)},
            {"count", cause.count},
            {"failures", cause.failures}};
  put_seen(json, cause.seen);
  json["first"] = position_of(cause.first, summary);
  json["top_frame"] = cause.top_frame;
  Json& heads = json["heads"] = Json::array();
  for (const RootCause::Head& head : cause.heads)
    heads.push_back({{"class", head.class_name}, {"count", head.count}});
  json["groups"] = fingerprints_of(cause.groups);
  json["captures"] = captures_of(cause.captures);
  json["timeline"] = timeline_of(cause.timeline);
  json["impact"] = impact_of(cause.impact);
  json["problems"] = render::problems_json(render::problems_of(cause, knowledge));
  return json;
}

Json aspect_of(const AspectRow& row) {
  Json json{{"name", row.name}, {"count", row.count}, {"errors", row.errors}};
  put_seen(json, row.seen);
  return json;
}

}  // namespace

std::string render_json(const Summary& summary, const View& view) {
  Json json{{"schema", "culprit.summary/1"}};
  json["sources"] = summary.sources;
  const Totals& totals = summary.totals;
  json["totals"] = {{"bytes", totals.bytes},
                    {"lines", totals.lines},
                    {"records", totals.records},
                    {"errors", totals.errors},
                    {"occurrences", totals.occurrences},
                    {"total", totals.total()},
                    {"failures", totals.failures},
                    {"failed_requests", totals.failed_requests},
                    {"long_lines", totals.long_lines}};
  Json& levels = json["levels"] = Json::object();
  for (std::size_t i = 0; i < kLevelCount; ++i)
    if (summary.levels[i] != 0) levels[std::string(to_string(static_cast<Level>(i)))] = summary.levels[i];
  put_seen(json, summary.seen);
  json["timeline"] = timeline_of(summary.timeline());

  const Listed<ExceptionRow> exceptions = list(summary.exceptions(view.order), view);
  Json& rows = json["exceptions"] = Json::array();
  for (const ExceptionRow& row : exceptions.shown) rows.push_back(exception_of(row, summary, view));
  put_hidden(json, "other_exceptions", exceptions);

  const Listed<ErrorGroup> errors = list(summary.errors(view.order), view);
  Json& error_rows = json["errors"] = Json::array();
  for (const ErrorGroup& error : errors.shown) error_rows.push_back(error_of(error, summary));
  put_hidden(json, "other_errors", errors);
  json["folded_errors"] = summary.folded_errors();

  const Listed<RootCause> causes = list(summary.root_causes(), view);
  Json& cause_rows = json["root_causes"] = Json::array();
  for (const RootCause& cause : causes.shown)
    cause_rows.push_back(root_cause_of(cause, summary, render::knowledge_of(view)));
  put_hidden(json, "other_root_causes", causes);

  for (const auto& [aspect, name] :
       {std::pair(Aspect::logger, "loggers"), std::pair(Aspect::frame, "frames"),
        std::pair(Aspect::tenant, "tenants"), std::pair(Aspect::code, "codes")}) {
    const Listed<AspectRow> listed = list(summary.by(aspect), view);
    Json& aspect_rows = json[name] = Json::array();
    for (const AspectRow& row : listed.shown) aspect_rows.push_back(aspect_of(row));
    put_hidden(json, fmt::format("other_{}", name).c_str(), listed);
  }

  Json& diagnostics = json["diagnostics"] = Json::array();
  for (const Diagnostic& d : summary.diagnostics)
    diagnostics.push_back(
        {{"source", d.source}, {"offset", d.offset}, {"kind", to_string(d.kind)}, {"message", d.message}});
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace culprit
