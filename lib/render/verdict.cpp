#include "render/comparison.hpp"
#include "render/markup.hpp"
#include "render/printable.hpp"
#include "render/report.hpp"
#include "render/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace culprit::render {
namespace {

using Json = nlohmann::ordered_json;
using State = VerdictLine::State;

constexpr std::size_t kColumns = 600;

std::string shown_date(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string shown_allowance(const Allowance& allowance) {
  std::string text;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, printable(value));
  };
  add("fingerprint", allowance.fingerprint ? shown_fingerprint(*allowance.fingerprint) : "");
  add("class", allowance.class_glob);
  add("template", allowance.template_glob);
  return text;
}

VerdictLine line_of(const Verdict::Use& use) {
  const std::string date = shown_date(use.allowance.expires);
  const std::string reason = printable(use.allowance.reason);
  const std::string what = shown_allowance(use.allowance);
  const std::string times = counted_noun(use.count, "time");
  switch (use.state) {
    case Verdict::Use::State::used:
      return {State::allowed, what, fmt::format("{}, until {}: {}", times, date, reason)};
    case Verdict::Use::State::expired:
      return {State::expired, what,
              fmt::format("expired after {}, and counts no longer ({}): {}", date, times, reason)};
    case Verdict::Use::State::unused: break;
  }
  return {State::unused, what, fmt::format("nothing is allowed by it, until {}: {}", date, reason)};
}

}  // namespace

std::string_view to_string(VerdictLine::State state) {
  switch (state) {
    case State::failed: return "FAILED";
    case State::passed: return "ok";
    case State::allowed: return "allowed";
    case State::unused: return "unused";
    case State::expired: break;
  }
  return "EXPIRED";
}

std::vector<VerdictLine> verdict_lines(const Verdict& verdict) {
  std::vector<VerdictLine> lines;
  for (const Verdict::Outcome& outcome : verdict.outcomes)
    lines.push_back({outcome.passed ? State::passed : State::failed, printable(outcome.rule.text),
                     fitted(printable(outcome.reason), kColumns)});
  for (const Verdict::Use& use : verdict.allowances) lines.push_back(line_of(use));
  return lines;
}

std::string verdict_sentence(const Verdict& verdict) {
  const auto failed = std::count_if(verdict.outcomes.begin(), verdict.outcomes.end(),
                                    [](const auto& o) { return !o.passed; });
  const std::size_t all = verdict.outcomes.size();
  if (failed == 0 && verdict.unread != 0)
    return fmt::format("The gate can't let it pass: {} could not be read to {} end.",
                       counted_noun(verdict.unread, "input"), verdict.unread == 1 ? "its" : "their");
  if (failed == 0)
    return fmt::format("The gate lets it pass: {} {}.", counted_noun(all, "rule"),
                       all == 1 ? "holds" : "hold");
  return fmt::format("The gate says no: {} of {} {}.", failed, counted_noun(all, "rule"),
                     failed == 1 ? "fails" : "fail");
}

std::string verdict_markdown(const Verdict& verdict) {
  std::string out = fmt::format("{} **{}**\n\n| | | |\n| :-- | :-- | :-- |\n", verdict.passed() ? "✅" : "❌",
                                verdict_sentence(verdict));
  for (const VerdictLine& line : verdict_lines(verdict))
    out += fmt::format("| {} | {} | {} |\n", to_string(line.state), inline_code(line.what),
                       inline_code(line.why));
  return out;
}

std::string verdict_json(const Findings& findings, std::string_view summary_json) {
  const Verdict& verdict = *findings.verdict;
  Json json{
      {"schema", "culprit.check/1"}, {"passed", verdict.passed()}, {"verdict", verdict_sentence(verdict)}};
  Json& rules = json["rules"] = Json::array();
  for (const Verdict::Outcome& outcome : verdict.outcomes) {
    Json fingerprints = Json::array();
    for (const std::uint64_t fingerprint : outcome.fingerprints)
      fingerprints.push_back(shown_fingerprint(fingerprint));
    rules.push_back({{"rule", outcome.rule.text},
                     {"passed", outcome.passed},
                     {"reason", outcome.reason},
                     {"fingerprints", fingerprints}});
  }
  Json& allowances = json["allowances"] = Json::array();
  for (const Verdict::Use& use : verdict.allowances)
    allowances.push_back({{"allowed", shown_allowance(use.allowance)},
                          {"state", to_string(line_of(use).state)},
                          {"count", use.count},
                          {"reason", use.allowance.reason},
                          {"expires", shown_date(use.allowance.expires)}});
  json["comparison"] = findings.comparison == nullptr ? Json(nullptr) : comparison_json(*findings.comparison);
  json["summary"] = Json::parse(summary_json);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace culprit::render
