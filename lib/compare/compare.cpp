#include "compare/joined_causes.hpp"
#include "compare/rate_test.hpp"
#include "text/counted.hpp"

#include <culprit/compare.hpp>
#include <culprit/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace culprit {
namespace {

using Change = Difference::Change;

/// Whether a run has enough of something that its counts can be held against it.
bool allows(const Profile& profile, Per per) {
  switch (per) {
    case Per::record: return profile.quiet_records != 0 && 2 * profile.quiet_records >= profile.records;
    case Per::minute: return profile.seconds && *profile.seconds >= 60;
    case Per::request: return profile.failed_requests != 0 && 2 * profile.failed_requests >= profile.failures;
    case Per::run: break;
  }
  return true;
}

Per choose(const Profile& base, const Profile& current) {
  for (const Per per : {Per::record, Per::minute, Per::request})
    if (allows(base, per) && allows(current, per)) return per;
  return Per::run;
}

double exposure(const Profile& profile, Per per) {
  switch (per) {
    case Per::record: return static_cast<double>(profile.quiet_records);
    case Per::minute: return profile.seconds.value_or(0) / 60;
    case Per::request: return static_cast<double>(profile.failed_requests);
    case Per::run: break;
  }
  return 1;
}

struct Runs {
  const Profile& base;
  const Profile& current;
  double exposure_before;
  double exposure_after;
};

/// Whether a run may hold more of this than it lists.
bool may_hold(const Profile& profile, const Difference& difference) {
  switch (difference.unit) {
    case Difference::Unit::exception: return profile.folded_exceptions.may_hold(difference.members.back());
    case Difference::Unit::error: return profile.folded_errors.may_hold(difference.members.back());
    case Difference::Unit::root_cause: break;
  }
  return profile.folded_exceptions.count != 0;
}

Change judge(const Difference& difference, const Runs& runs, double threshold, double least_effect) {
  if (difference.before == 0) return may_hold(runs.base, difference) ? Change::unknown : Change::added;
  if (difference.after == 0) return may_hold(runs.current, difference) ? Change::unknown : Change::gone;
  if (difference.p_value > threshold) return Change::same;
  const double least = 1 + least_effect;
  const bool is_up = difference.rate_after >= least * difference.rate_before;
  const bool is_down = difference.rate_before >= least * difference.rate_after;
  if (!is_up && !is_down) return Change::same;
  const bool is_one = difference.unit != Difference::Unit::root_cause && difference.members.size() == 1;
  const bool is_partial = !is_one && (may_hold(runs.base, difference) || may_hold(runs.current, difference));
  if (is_partial) return Change::unknown;
  return is_up ? Change::increased : Change::decreased;
}

std::vector<Difference> judge_all(std::vector<Difference> all, const Runs& runs,
                                  const CompareOptions& options) {
  std::vector<double> p_values;
  for (Difference& difference : all) {
    difference.rate_before = static_cast<double>(difference.before) / runs.exposure_before;
    difference.rate_after = static_cast<double>(difference.after) / runs.exposure_after;
    difference.p_value = comparison::equal_rates_p_value(difference.before, runs.exposure_before,
                                                         difference.after, runs.exposure_after);
    if (difference.before != 0 && difference.after != 0) p_values.push_back(difference.p_value);
  }
  const double threshold = comparison::discovery_threshold(std::move(p_values), options.false_discoveries);
  for (Difference& difference : all)
    difference.change = judge(difference, runs, threshold, options.least_effect);
  std::stable_sort(all.begin(), all.end(), [](const Difference& a, const Difference& b) {
    const auto largest = [](const Difference& d) { return std::max(d.before, d.after); };
    return a.change != b.change ? a.change < b.change : largest(a) > largest(b);
  });
  return all;
}

Profile without_causes(Profile profile) {
  profile.causes.clear();
  return profile;
}

}  // namespace

std::string_view to_string(Per per) {
  switch (per) {
    case Per::record: return "1,000 quiet records";
    case Per::minute: return "minute";
    case Per::request: return "failed request";
    case Per::run: break;
  }
  return "run";
}

std::string_view to_string(Difference::Change change) {
  switch (change) {
    case Change::added: return "new";
    case Change::increased: return "increased";
    case Change::decreased: return "decreased";
    case Change::gone: return "gone";
    case Change::unknown: return "unknown";
    case Change::same: break;
  }
  return "same";
}

std::size_t Comparison::count(Difference::Change change) const {
  return static_cast<std::size_t>(
      std::count_if(causes.begin(), causes.end(), [&](const Difference& d) { return d.change == change; }));
}

Comparison compare(const Profile& base, const Profile& current, const CompareOptions& options) {
  // What is no number is neither less nor more.
  if (!(options.false_discoveries > 0 && options.false_discoveries < 1))
    throw Error("the share of false discoveries must be between 0 and 1");
  if (!(options.least_effect >= 0)) throw Error("the least effect must not be below 0");
  const Per per = options.per.value_or(choose(base, current));
  const Runs runs{base, current, exposure(base, per), exposure(current, per)};
  for (const auto& [profile, amount] :
       {std::pair{&base, runs.exposure_before}, {&current, runs.exposure_after}})
    if (amount <= 0)
      throw Error(
          fmt::format("{}: rates per {} can't be told, as it has none", profile->name, to_string(per)));
  std::vector<Difference> causes = comparison::join_causes(base, current);
  std::vector<Difference> roots = comparison::join_roots(causes);
  return {per, without_causes(base), without_causes(current), judge_all(std::move(causes), runs, options),
          judge_all(std::move(roots), runs, options)};
}

std::string describe(const Difference& difference) {
  const auto counts = fmt::format("{} -> {}", difference.before, difference.after);
  const double ratio = difference.rate_before == 0 ? 0 : difference.rate_after / difference.rate_before;
  constexpr double kChance = 0.01;
  switch (difference.change) {
    case Change::added: return "new: " + text::counted(difference.after, "time");
    case Change::gone:
      return fmt::format("gone: {} before{}", text::counted(difference.before, "time"),
                         difference.p_value > kChance ? ", too few to exclude chance" : "");
    case Change::increased:
    case Change::decreased:
      return ratio < 999.5 ? fmt::format("{:.3g} times as often: {}", ratio, counts)
                           : fmt::format("{:.0f} times as often: {}", ratio, counts);
    case Change::unknown:
      return fmt::format("not known: {}, but groups that were folded may hold more", counts);
    case Change::same: break;
  }
  return "as before: " + counts;
}

std::string describe(const Comparison& comparison) {
  constexpr Change kChanges[] = {Change::added, Change::increased, Change::decreased, Change::gone,
                                 Change::unknown};
  std::string text;
  for (const Change change : kChanges)
    if (const std::size_t count = comparison.count(change); count != 0)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, to_string(change));
  return fmt::format("{}; {} as before.", text.empty() ? "Nothing new, nothing changed" : text,
                     comparison.count(Change::same));
}

}  // namespace culprit
