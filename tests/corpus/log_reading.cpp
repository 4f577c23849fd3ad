#include "log_reading.hpp"

#include <culprit/analyzer.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace culprit::corpus {
namespace {

using nlohmann::json;

std::string_view to_string(Relation relation) {
  switch (relation) {
    case Relation::head: return "head";
    case Relation::cause: return "cause";
    case Relation::suppressed: return "suppressed";
  }
  return "";
}

json to_json(const Throwable& throwable) {
  return {{"class", std::string(throwable.class_name)},
          {"message", std::string(throwable.message)},
          {"relation", std::string(to_string(throwable.relation))},
          {"parent", throwable.parent},
          {"frames", throwable.frames},
          {"elided", throwable.elided},
          {"circular", throwable.circular}};
}

json to_json(const Event& event) {
  if (event.throwables.empty())
    return {{"logger", std::string(event.logger)}, {"message", std::string(event.message)}};
  json context = json::object();
  for (const ContextField& field : event.context) context[std::string(field.name)] = std::string(field.value);
  json throwables = json::array();
  for (const Throwable& throwable : event.throwables) throwables.push_back(to_json(throwable));
  return {{"line", event.line},
          {"bare", event.bare},
          {"level", std::string(culprit::to_string(event.level))},
          {"logger", std::string(event.logger)},
          {"thread", std::string(event.thread)},
          {"time", event.time ? json(to_iso8601(*event.time)) : json(nullptr)},
          {"context", context},
          {"message", std::string(event.message)},
          {"throwables", throwables}};
}

}  // namespace

json analyze(std::string_view log, std::size_t piece_bytes) {
  json occurrences = json::array();
  json errors = json::array();
  Options options;
  options.timezone = "UTC";
  options.first_day = std::chrono::year(2026) / 11 / 23;
  options.on_event = [&](const Event& event) {
    (event.throwables.empty() ? errors : occurrences).push_back(to_json(event));
  };
  Analyzer analyzer(std::move(options));
  for (; !log.empty(); log.remove_prefix(std::min(piece_bytes, log.size())))
    analyzer.feed("corpus", log.substr(0, piece_bytes));
  const Summary summary = analyzer.finish();
  // A record of one stream may end behind the beginning of another one's next.
  std::stable_sort(occurrences.begin(), occurrences.end(),
                   [](const json& a, const json& b) { return a.at("line") < b.at("line"); });

  json levels = json::object();
  for (std::size_t i = 0; i < kLevelCount; ++i)
    if (summary.levels[i] != 0)
      levels[std::string(culprit::to_string(static_cast<Level>(i)))] = summary.levels[i];
  return {{"totals",
           {{"lines", summary.totals.lines},
            {"records", summary.totals.records},
            {"errors", summary.totals.errors},
            {"occurrences", summary.totals.occurrences}}},
          {"levels", levels},
          {"occurrences", occurrences},
          {"errors", errors}};
}

}  // namespace culprit::corpus
