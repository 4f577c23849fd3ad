#include "summarize/json_integer.hpp"

#include <culprit/baseline.hpp>
#include <culprit/error.hpp>
#include <culprit/fingerprint.hpp>
#include <culprit/timestamp.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>

namespace culprit {
namespace {

using Json = nlohmann::json;

/// A byte of text may become a value of 64 bytes. Counted are also keys, and ends: in a report of 33 MB there
/// are 2.5 million.
constexpr std::size_t kMostValues = std::size_t{16} << 20;

Json parse(std::string_view text) {
  std::size_t values = 0;
  return Json::parse(text, [&](int, Json::parse_event_t, const Json&) {
    if (++values > kMostValues) throw Error("it has more values than any report");
    return true;
  });
}

std::uint64_t read_fingerprint(const Json& json) {
  const auto& text = json.get_ref<const std::string&>();
  const auto fingerprint = parse_fingerprint(text);
  if (!fingerprint) throw Error(fmt::format("'{}' is no fingerprint", text));
  return *fingerprint;
}

std::uint64_t read_count(const Json& json, const char* key) {
  const auto count = summarize::json_integer<std::uint64_t>(json.at(key));
  if (!count) throw Error(fmt::format("\"{}\" is no count: {}", key, json.at(key).dump()));
  return *count;
}

std::vector<std::uint64_t> read_members(const Json& json) {
  std::vector<std::uint64_t> members;
  for (const Json& member : json.at("members")) members.push_back(read_fingerprint(member));
  return members;
}

std::optional<Timestamp> read_time(const Json& json) {
  return json.is_string() ? parse_iso8601(json.get_ref<const std::string&>()) : std::nullopt;
}

/// How often a group was met.
std::uint64_t read_occurrences(const Json& group) {
  const std::uint64_t count = read_count(group, "count");
  if (count == 0) throw Error("a group that was never met is none");
  return count;
}

Diagnostic read_diagnostic(const Json& json) {
  Diagnostic diagnostic{json.at("source"), read_count(json, "offset"), Diagnostic::Kind::folded,
                        json.at("message")};
  for (const auto kind : {Diagnostic::Kind::unreadable, Diagnostic::Kind::truncated,
                          Diagnostic::Kind::corrupt, Diagnostic::Kind::long_line, Diagnostic::Kind::stopped})
    if (json.at("kind") == to_string(kind)) diagnostic.kind = kind;
  return diagnostic;
}

/// Adds the groups; returns how many occurrences were bare.
std::uint64_t read_exceptions(const Json& rows, Profile& profile) {
  std::uint64_t bare = 0;
  for (const Json& row : rows) {
    for (const Json& group : row.at("groups")) {
      bare += read_count(group, "bare");
      Profile::Cause cause{Profile::Kind::exception,
                           read_fingerprint(group.at("fingerprint")),
                           read_members(group),
                           read_occurrences(group),
                           "",
                           {},
                           group.at("top_frame")};
      for (const Json& link : group.at("chain"))
        cause.chain.push_back({link.at("class"), link.at("template"), {}, link.at("sample"), {}});
      profile.causes.push_back(std::move(cause));
    }
    profile.folded_exceptions.count += read_count(row, "folded");
  }
  return bare;
}

void read_errors(const Json& rows, Profile& profile) {
  for (const Json& row : rows)
    profile.causes.push_back({Profile::Kind::error,
                              read_fingerprint(row.at("fingerprint")),
                              read_members(row),
                              read_occurrences(row),
                              row.at("logger"),
                              {{"", row.at("template"), {}, row.at("sample"), {}}},
                              ""});
}

Profile read_report(const Json& json) {
  for (const auto& [key, value] : json.items())
    if (key.starts_with("other_")) throw Error("rows are hidden in it; write it without --top");
  for (const Json& row : json.at("exceptions"))
    if (row.contains("other_groups")) throw Error("rows are hidden in it; write it without --top");
  Profile profile;
  const Json& totals = json.at("totals");
  profile.records = read_count(totals, "records");
  profile.errors = read_count(totals, "errors");
  profile.exceptions = read_count(totals, "occurrences");
  profile.failures = read_count(totals, "failures");
  profile.failed_requests = read_count(totals, "failed_requests");
  const std::uint64_t bare = read_exceptions(json.at("exceptions"), profile);
  read_errors(json.at("errors"), profile);
  profile.folded_errors.count = read_count(json, "folded_errors");  // which they may be is not told
  const std::uint64_t loud = profile.errors + profile.exceptions - bare;
  profile.quiet_records = profile.records - std::min(profile.records, loud);
  const auto first = read_time(json.at("first_seen")), last = read_time(json.at("last_seen"));
  if (first && last && first->has_date && first->milliseconds <= last->milliseconds)
    profile.seconds = static_cast<double>(last->milliseconds - first->milliseconds) / 1000;
  for (const Json& diagnostic : json.at("diagnostics"))
    profile.diagnostics.push_back(read_diagnostic(diagnostic));
  std::sort(profile.causes.begin(), profile.causes.end(),
            [](const Profile::Cause& a, const Profile::Cause& b) {
              return std::tie(a.kind, a.fingerprint) < std::tie(b.kind, b.fingerprint);
            });
  return profile;
}

}  // namespace

Profile read_json_report(std::string_view text, const std::string& name) {
  try {
    const Json json = parse(text);
    const bool is_verdict = json.contains("verdict");
    Profile profile = read_report(is_verdict ? json.at("summary") : json);
    profile.name = name;
    return profile;
  } catch (const std::exception& error) {
    throw Error(fmt::format("{}: the report can't be compared: {}", name, error.what()));
  }
}

}  // namespace culprit
