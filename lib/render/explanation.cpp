#include "render/json_parts.hpp"
#include "render/page.hpp"
#include "render/printable.hpp"
#include "render/report.hpp"
#include "render/words.hpp"

#include <culprit/explain.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace culprit {
namespace {

using namespace render;
using Json = nlohmann::ordered_json;

constexpr std::size_t kIndent = 2;

/// Something, and a blank line before it unless it is the first.
void begin_section(Page& page, std::string_view title, Style style = Style::bold) {
  if (!page.text().empty()) page.blank();
  page.line(title, style);
}

std::string_view shown_origin(ErrorCode::Origin origin) {
  switch (origin) {
    case ErrorCode::Origin::client: return "As a rule a client's mistake, and no failure of the system.";
    case ErrorCode::Origin::system: return "A failure of the system, and no client's mistake.";
    case ErrorCode::Origin::unknown: break;
  }
  return {};
}

void append_code(Page& page, const ErrorCode& code) {
  begin_section(page, fmt::format("{} {} ({})", code.code, code.name, code.area));
  page.indented(code.format, kIndent, kIndent);
  if (const auto origin = shown_origin(code.origin); !origin.empty())
    page.indented(origin, kIndent, 0, Style::dim);
}

void append_list(Page& page, std::string_view title, const std::vector<std::string>& items) {
  if (items.empty()) return;
  page.indented(title, kIndent, 0, Style::dim);
  for (const std::string& item : items) page.indented("- " + printable(item), kIndent, kIndent);
}

void append_problem(Page& page, const Problem& problem) {
  begin_section(page, fmt::format("{} ({})", printable(problem.title), problem.id), Style::yellow);
  page.indented(printable(problem.explanation), kIndent);
  append_list(page, "Look at:", problem.settings);
  append_list(page, "See:", problem.links);
}

void append_occurrences(Page& page, std::uint64_t count, const std::optional<TimeSpan>& seen) {
  std::string text = counted_noun(count, "time");
  if (seen) {
    text += ", " + to_iso8601(seen->first);
    if (seen->last != seen->first) text += " to " + to_iso8601(seen->last);
  }
  page.indented(text, kIndent, 0, Style::dim);
}

void append_group(Page& page, const Group& group) {
  begin_section(page, shown_fingerprint(group.fingerprint));
  append_occurrences(page, group.count, group.seen);
  for (const ChainLink& link : group.chain)
    page.indented((&link == &group.chain.front() ? "" : "Caused by: ") + shown_link(link), kIndent, kIndent);
}

void append_error(Page& page, const ErrorGroup& error) {
  begin_section(page, shown_fingerprint(error.fingerprint));
  append_occurrences(page, error.count, error.seen);
  page.indented(shown_error(error), kIndent, kIndent);
}

std::string shown_cause(const Explanation& explanation) {
  if (explanation.cause_class.empty()) return printable(explanation.cause_template);
  ChainLink link;
  link.class_name = explanation.cause_class;
  link.message_template = explanation.cause_template;
  return shown_link(link);
}

Json group_of(const Group& group) {
  Json json{{"fingerprint", shown_fingerprint(group.fingerprint)}, {"count", group.count}};
  put_seen(json, group.seen);
  json["chain"] = chain_json(group.chain);
  return json;
}

Json error_of(const ErrorGroup& error) {
  Json json{{"fingerprint", shown_fingerprint(error.fingerprint)}, {"count", error.count}};
  put_seen(json, error.seen);
  json["logger"] = error.logger;
  json["template"] = error.message_template;
  json["sample"] = error.sample;
  return json;
}

std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'; }

}  // namespace

std::string render_explanation_text(const Explanation& explanation, const TextOptions& options) {
  Page page(options);
  if (explanation.group) append_group(page, *explanation.group);
  if (explanation.error) append_error(page, *explanation.error);
  if (!explanation.message_template.empty()) {
    begin_section(page, "Template");
    page.indented(printable(explanation.message_template), kIndent, kIndent);
  }
  if (!explanation.cause_class.empty() || !explanation.cause_template.empty()) {
    begin_section(page, "Underneath");
    page.indented(shown_cause(explanation), kIndent, kIndent);
  }
  for (const ErrorCode& code : explanation.codes) append_code(page, code);
  for (const Problem& problem : explanation.problems) append_problem(page, problem);
  if (explanation.codes.empty() && explanation.problems.empty()) {
    page.blank();
    page.line("No known problem and no error code fits.");
  }
  return page.text();
}

std::string render_explanation_json(const Explanation& explanation) {
  Json json{{"subject", explanation.subject}};
  if (explanation.group) json["group"] = group_of(*explanation.group);
  if (explanation.error) json["error"] = error_of(*explanation.error);
  if (!explanation.message_template.empty()) json["template"] = explanation.message_template;
  if (!explanation.cause_class.empty() || !explanation.cause_template.empty())
    json["underneath"] = {{"class", explanation.cause_class}, {"template", explanation.cause_template}};
  Json& codes = json["codes"] = Json::array();
  for (const ErrorCode& code : explanation.codes)
    codes.push_back({{"code", code.code},
                     {"name", code.name},
                     {"format", code.format},
                     {"area", code.area},
                     {"origin", to_string(code.origin)}});
  json["problems"] = problems_json(explanation.problems);
  return dump(json);
}

std::string render_problems_text(const std::vector<Problem>& problems, const TextOptions& options) {
  std::size_t columns = 0;
  for (const Problem& problem : problems) columns = std::max(columns, problem.id.size());
  Page page(options);
  for (const Problem& problem : problems)
    page.line(fmt::format("{:<{}}  {}", problem.id, columns, printable(problem.title)));
  return page.text();
}

std::string render_problems_json(const std::vector<Problem>& problems) {
  return dump(problems_json(problems));
}

}  // namespace culprit
