#include "render/comparison.hpp"

#include "render/json_parts.hpp"
#include "render/markup.hpp"
#include "render/printable.hpp"
#include "render/report.hpp"
#include "render/words.hpp"

#include <culprit/formats.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace culprit {
namespace {

using namespace render;
using Change = Difference::Change;
using Json = nlohmann::ordered_json;

constexpr std::size_t kCellColumns = 200;

constexpr std::pair<Change, std::string_view> kSections[] = {
    {Change::added, "New"}, {Change::increased, "Increased"}, {Change::decreased, "Decreased"},
    {Change::gone, "Gone"}, {Change::unknown, "Not known"},
};

std::string shown_run(const Profile& profile) {
  std::string text =
      fmt::format("{}: {}, {} and {}", printable(profile.name), counted_noun(profile.records, "record"),
                  counted_noun(profile.errors, "error"), counted_noun(profile.exceptions, "exception"));
  if (!profile.seconds) return text;
  if (*profile.seconds < 60) return text + fmt::format(" in {:.3g} s", *profile.seconds);
  const std::string minutes = fmt::format("{:.4g}", *profile.seconds / 60);
  return text + fmt::format(" in {} minute{}", minutes, minutes == "1" ? "" : "s");
}

/// To three digits, and never as a power of ten if it is large.
std::string shown_rate(double rate) {
  return rate < 999.5 ? fmt::format("{:.3g}", rate) : fmt::format("{:.0f}", rate);
}

/// "3.2 -> 6.7 per minute"; empty where counts are rates.
std::string shown_rates(const Difference& difference, Per per) {
  if (per == Per::run) return "";
  const double scale = per == Per::record ? 1000 : 1;
  return fmt::format("{} -> {} per {}", shown_rate(scale * difference.rate_before),
                     shown_rate(scale * difference.rate_after), to_string(per));
}

/// The causes below the head; of what is new a sample, the place in the code, and how to see the whole trace.
std::vector<std::string> lines_below(const Difference& difference) {
  std::vector<std::string> lines;
  for (std::size_t i = 1; i < difference.chain.size(); ++i)
    lines.push_back("Caused by: " + shown_link(difference.chain[i]));
  const ChainLink& root = difference.chain.back();
  if (difference.change != Change::added) return lines;
  if (!root.sample.empty() && root.sample != root.message_template)
    lines.push_back("For example: " + printable(root.sample));
  if (!difference.top_frame.empty()) lines.push_back("at " + printable(difference.top_frame));
  if (difference.unit == Difference::Unit::exception)
    lines.push_back(fmt::format("culprit show {} prints a trace", shown_fingerprint(difference.fingerprint)));
  return lines;
}

std::vector<std::string> notes_of(const Comparison& comparison) {
  std::vector<std::string> notes = render::notes_of(comparison.base, "base");
  std::ranges::move(render::notes_of(comparison.current, "current"), std::back_inserter(notes));
  return notes;
}

void append_section(std::string& text, const std::vector<Difference>& differences, Change change, Per per) {
  for (const Difference& difference : differences) {
    if (difference.change != change) continue;
    text += fmt::format("  {}\n      {}\n", shown_difference(difference), shown_change(difference, per));
    for (const std::string& line : lines_below(difference)) text += "      " + line + '\n';
  }
}

Json run_of(const Profile& profile) {
  Json json{{"name", profile.name},
            {"records", profile.records},
            {"quiet_records", profile.quiet_records},
            {"seconds", profile.seconds ? Json(*profile.seconds) : Json(nullptr)},
            {"errors", profile.errors},
            {"exceptions", profile.exceptions},
            {"failures", profile.failures},
            {"failed_requests", profile.failed_requests},
            {"folded_errors", profile.folded_errors.count},
            {"folded_exceptions", profile.folded_exceptions.count}};
  Json& diagnostics = json["diagnostics"] = Json::array();
  for (const Diagnostic& d : profile.diagnostics) diagnostics.push_back(render_diagnostic(d));
  return json;
}

std::string_view name_of(Difference::Unit unit) {
  switch (unit) {
    case Difference::Unit::exception: return "exception";
    case Difference::Unit::error: return "error";
    case Difference::Unit::root_cause: break;
  }
  return "root_cause";
}

Json difference_of(const Difference& difference) {
  Json json{{"unit", name_of(difference.unit)},
            {"change", to_string(difference.change)},
            {"fingerprint", fmt::format("{:016x}", difference.fingerprint)}};
  Json& members = json["members"] = Json::array();
  for (const std::uint64_t member : difference.members) members.push_back(fmt::format("{:016x}", member));
  json["logger"] = difference.logger;
  json["chain"] = chain_json(difference.chain);
  json["top_frame"] = difference.top_frame;
  json["before"] = difference.before;
  json["after"] = difference.after;
  json["rate_before"] = difference.rate_before;
  json["rate_after"] = difference.rate_after;
  json["p_value"] = difference.p_value;
  json["verdict"] = describe(difference);
  return json;
}

std::string_view name_of(Per per) {
  switch (per) {
    case Per::record: return "record";
    case Per::minute: return "minute";
    case Per::request: return "request";
    case Per::run: break;
  }
  return "run";
}

}  // namespace

namespace render {

std::string shown_difference(const Difference& difference) {
  const ChainLink& head = difference.chain.front();
  if (difference.unit != Difference::Unit::error) return shown_link(head);
  const std::string message = shown_template(head.message_template);
  return difference.logger.empty() ? message : fmt::format("{} - {}", printable(difference.logger), message);
}

std::string shown_change(const Difference& difference, Per per) {
  const std::string rates = shown_rates(difference, per);
  return rates.empty() ? describe(difference) : fmt::format("{} ({})", describe(difference), rates);
}

std::vector<std::string> notes_of(const Profile& run, std::string_view which) {
  std::vector<std::string> notes;
  for (const Diagnostic& d : run.diagnostics)
    notes.push_back(fmt::format("{}: {}", which, render_diagnostic(d)));
  if (run.folded_exceptions.count + run.folded_errors.count != 0)
    notes.push_back(fmt::format("{}: {} and {} are in no group, and can't be compared", which,
                                counted_noun(run.folded_exceptions.count, "exception"),
                                counted_noun(run.folded_errors.count, "error")));
  return notes;
}

Json comparison_json(const Comparison& comparison) {
  Json json{{"schema", "culprit.diff/1"},
            {"verdict", describe(comparison)},
            {"per", name_of(comparison.per)},
            {"base", run_of(comparison.base)},
            {"current", run_of(comparison.current)}};
  Json& causes = json["causes"] = Json::array();
  for (const Difference& difference : comparison.causes) causes.push_back(difference_of(difference));
  Json& roots = json["root_causes"] = Json::array();
  for (const Difference& difference : comparison.root_causes) roots.push_back(difference_of(difference));
  return json;
}

}  // namespace render

std::string render_comparison_text(const Comparison& comparison) {
  std::string text = describe(comparison) + '\n';
  text += fmt::format("base     {}\ncurrent  {}\nRates are those per {}.\n", shown_run(comparison.base),
                      shown_run(comparison.current), to_string(comparison.per));
  for (const auto& [change, title] : kSections) {
    if (comparison.count(change) == 0) continue;
    text += fmt::format("\n{}\n", title);
    append_section(text, comparison.causes, change, comparison.per);
  }
  std::string roots;
  for (const auto& [change, title] : kSections)
    append_section(roots, comparison.root_causes, change, comparison.per);
  if (!roots.empty()) text += "\nRoot causes, whatever wraps them\n" + roots;
  const std::vector<std::string> notes = notes_of(comparison);
  if (!notes.empty()) text += '\n';
  for (const std::string& note : notes) text += note + '\n';
  return text;
}

std::string render_comparison_markdown(const Comparison& comparison) {
  std::string out = fmt::format(
      "{}\n\n| Change | | Before | After | Rate |\n| :-- | :-- | --: | --: | :-- |\n", describe(comparison));
  const auto append_rows = [&](const std::vector<Difference>& differences, std::string_view prefix) {
    for (const Difference& d : differences)
      if (d.change != Change::same)
        fmt::format_to(std::back_inserter(out), "| {}{} | {} | {} | {} | {} |\n", prefix, to_string(d.change),
                       inline_code(fitted(shown_difference(d), kCellColumns)), d.before, d.after,
                       shown_rates(d, comparison.per));
  };
  append_rows(comparison.causes, "");
  append_rows(comparison.root_causes, "root cause ");
  for (const Difference& d : comparison.causes) {
    if (d.change != Change::added) continue;
    std::string lines = shown_difference(d) + '\n';
    for (const std::string& line : lines_below(d)) lines += line + '\n';
    out += fmt::format("\n<details><summary>new: {}</summary>\n\n<pre>{}</pre>\n</details>\n",
                       inline_code(fitted(shown_difference(d), kCellColumns)), markup_text(lines));
  }
  for (const Profile* run : {&comparison.base, &comparison.current})
    out += fmt::format("\n> {} {}\n", run == &comparison.base ? "base" : "current",
                       inline_code(shown_run(*run)));
  for (const std::string& note : notes_of(comparison)) out += fmt::format("\n> {}\n", inline_code(note));
  return out;
}

std::string render_comparison_json(const Comparison& comparison) {
  return comparison_json(comparison).dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace culprit
