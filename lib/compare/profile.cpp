#include "summarize/tables.hpp"

#include <culprit/compare.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace culprit {
namespace {

/// What was folded is behind the largest fingerprint that was kept: a BoundedMap
/// keeps the smallest. If classes were folded, any group may be among theirs.
Profile::Folded folded_of(const Profile& profile, Profile::Kind kind, std::uint64_t count, bool is_ordered) {
  Profile::Folded folded{count, 0};
  if (count == 0 || !is_ordered) return folded;
  for (const Profile::Cause& cause : profile.causes)
    if (cause.kind == kind) folded.from = std::max(folded.from, cause.event_fingerprints().back() + 1);
  return folded;
}

}  // namespace

Profile profile_of(const Summary& summary, std::string name) {
  Profile profile;
  profile.name = std::move(name);
  std::uint64_t bare = 0;
  bool has_other_classes = false;
  for (const ExceptionRow& row : summary.exceptions()) {
    has_other_classes = has_other_classes || row.class_name == kOtherClasses;
    for (const Group& group : row.groups) {
      bare += group.bare;
      profile.causes.push_back({Profile::Kind::exception, group.fingerprint, group.members, group.count, "",
                                group.chain, group.top_frame});
    }
  }
  for (const ErrorGroup& error : summary.errors())
    profile.causes.push_back(
        {Profile::Kind::error,
         error.fingerprint,
         error.members,
         error.count,
         error.logger,
         {{"", error.message_template, error.placeholders, error.sample, error.captures}},
         ""});
  std::sort(profile.causes.begin(), profile.causes.end(),
            [](const Profile::Cause& a, const Profile::Cause& b) {
              return std::tie(a.kind, a.fingerprint) < std::tie(b.kind, b.fingerprint);
            });
  const Totals& totals = summary.totals;
  profile.records = totals.records;
  profile.errors = totals.errors;
  profile.exceptions = totals.occurrences;
  profile.failures = totals.failures;
  profile.failed_requests = totals.failed_requests;
  const std::uint64_t loud = totals.errors + totals.occurrences - bare;
  profile.quiet_records = totals.records - std::min(totals.records, loud);
  // An input whose last record is older than its first tells nothing of its length.
  if (summary.seen && summary.seen->first.has_date &&
      summary.seen->first.milliseconds <= summary.seen->last.milliseconds)
    profile.seconds =
        static_cast<double>(summary.seen->last.milliseconds - summary.seen->first.milliseconds) / 1000;
  profile.folded_exceptions =
      folded_of(profile, Profile::Kind::exception, summary.folded_occurrences(), !has_other_classes);
  profile.folded_errors = folded_of(profile, Profile::Kind::error, summary.folded_errors(), true);
  profile.diagnostics = summary.diagnostics;
  return profile;
}

}  // namespace culprit
