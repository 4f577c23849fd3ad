#include "summarize/glob.hpp"
#include "text/counted.hpp"

#include <culprit/error.hpp>
#include <culprit/gate.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>

namespace culprit {
namespace {

using text::counted;

using Change = Difference::Change;
using Subject = Rule::Subject;
using Use = Verdict::Use;

/// What an outcome names before it only counts.
constexpr std::size_t kMostNamed = 3;

/// A group or error group of the run, and whether rules count it.
struct Cause {
  bool is_error = false;
  std::uint64_t fingerprint = 0;
  std::span<const std::uint64_t> members;  // as in Group
  std::optional<std::uint64_t> root;  // its root cause's fingerprint; none of an error, or if nobody asks
  std::uint64_t count = 0;
  std::string_view name;  // the head's class, or the logger
  std::string_view message_template;
  bool is_allowed = false;
};

bool has_fingerprint(const Cause& cause, std::uint64_t fingerprint) {
  return cause.fingerprint == fingerprint || cause.root == fingerprint ||
         std::binary_search(cause.members.begin(), cause.members.end(), fingerprint);
}

bool matches(const Allowance& allowance, const Cause& cause) {
  return (!allowance.fingerprint || has_fingerprint(cause, *allowance.fingerprint)) &&
         (allowance.class_glob.empty() || summarize::matches_class_glob(allowance.class_glob, cause.name)) &&
         (allowance.template_glob.empty() ||
          summarize::matches_glob(allowance.template_glob, cause.message_template));
}

bool holds(const Rule& rule, double value) {
  switch (rule.relation) {
    case Rule::Relation::above: return value > rule.limit;
    case Rule::Relation::at_least: return value >= rule.limit;
    case Rule::Relation::below: return value < rule.limit;
    case Rule::Relation::at_most: break;
  }
  return value <= rule.limit;
}

std::string shown(std::string_view name, std::string_view message_template) {
  if (message_template.empty()) return std::string(name);
  if (name.empty()) return std::string(message_template);
  return fmt::format("{}: {}", name, message_template);
}

/// Judges one run, rule by rule.
class Judge {
public:
  Judge(const Gate& gate, const Summary& summary, const Comparison* comparison,
        std::chrono::year_month_day today)
      : summary_(summary), comparison_(comparison), rows_(summary.exceptions()), errors_(summary.errors()) {
    if (!gate.allowances.empty()) roots_ = summary.root_causes();
    std::map<std::uint64_t, std::uint64_t> root_of;  // by the fingerprint of a group
    for (const RootCause& root : roots_)
      for (const std::uint64_t group : root.groups) root_of.emplace(group, root.fingerprint);
    for (const ExceptionRow& row : rows_)
      for (const Group& group : row.groups) {
        const auto root = root_of.find(group.fingerprint);
        causes_.push_back({false, group.fingerprint, group.members,
                           root == root_of.end() ? std::nullopt : std::optional(root->second), group.count,
                           group.chain.front().class_name, group.chain.front().message_template, false});
      }
    for (const ErrorGroup& error : errors_)
      causes_.push_back({true, error.fingerprint, error.members, std::nullopt, error.count, error.logger,
                         error.message_template, false});
    for (const Allowance& allowance : gate.allowances) uses_.push_back(apply(allowance, today));
  }

  Verdict::Outcome judge(const Rule& rule) const {
    if (rule.compares() && comparison_ == nullptr)
      throw Error(fmt::format("the rule '{}' compares with a baseline, and there is none", rule.text));
    switch (rule.subject) {
      case Subject::added: return judge_added(rule);
      case Subject::increase: return judge_increase(rule);
      case Subject::class_name: return judge_class(rule);
      case Subject::failures: return judge_failures(rule);
      case Subject::errors: return judge_count(rule, errors(), "error", "errors");
      case Subject::exceptions: return judge_count(rule, exceptions(), "exception", "exceptions");
      case Subject::total:
        return judge_count(rule, errors() + exceptions(), "error or exception", "errors or exceptions");
      case Subject::fatal:
        return judge_count(rule, summary_.levels[static_cast<std::size_t>(Level::fatal)], "FATAL record",
                           "FATAL records");
      case Subject::records: break;
    }
    return judge_count(rule, summary_.totals.records, "record", "records");
  }

  std::vector<Use> uses() && { return std::move(uses_); }

private:
  Use apply(const Allowance& allowance, std::chrono::year_month_day today) {
    Use use{allowance, Use::State::unused, 0};
    const bool is_expired = allowance.expires < today;
    for (Cause& cause : causes_) {
      if (!matches(allowance, cause)) continue;
      use.count += cause.count;
      if (is_expired) continue;
      cause.is_allowed = true;
      allowed_.insert({cause.is_error, cause.fingerprint});
    }
    if (is_expired) use.state = Use::State::expired;
    else if (use.count != 0) use.state = Use::State::used;
    return use;
  }

  bool is_allowed(const Difference& difference) const {
    return allowed_.contains({difference.unit == Difference::Unit::error, difference.fingerprint});
  }

  std::uint64_t allowed(bool are_errors) const {
    std::uint64_t count = 0;
    for (const Cause& cause : causes_)
      if (cause.is_error == are_errors && cause.is_allowed) count += cause.count;
    return count;
  }

  /// Failures of causes all of whose groups are allowed.
  std::uint64_t allowed_failures() const {
    std::uint64_t count = 0;
    for (const RootCause& cause : roots_)
      if (std::all_of(cause.groups.begin(), cause.groups.end(), [&](std::uint64_t group) {
            return allowed_.contains({false, group});
          }))
        count += cause.failures;
    return count;
  }

  std::uint64_t errors() const { return summary_.totals.errors - allowed(true); }
  std::uint64_t exceptions() const { return summary_.totals.occurrences - allowed(false); }

  static Verdict::Outcome judge_count(const Rule& rule, std::uint64_t count, std::string_view one,
                                      std::string_view several) {
    return {rule, !holds(rule, static_cast<double>(count)), counted(count, one, several), {}};
  }

  Verdict::Outcome judge_failures(const Rule& rule) const {
    const std::uint64_t count = summary_.failures().count - allowed_failures();
    Verdict::Outcome outcome = judge_count(rule, count, "failure", "failures");
    if (!rule.percent) return outcome;
    const auto records = static_cast<double>(summary_.totals.records);
    const double share = records == 0 ? (count == 0 ? 0 : 100) : 100 * static_cast<double>(count) / records;
    outcome.passed = !holds(rule, share);
    outcome.reason += fmt::format(" in {}: {:.3g}%", counted(summary_.totals.records, "record"), share);
    return outcome;
  }

  Verdict::Outcome judge_class(const Rule& rule) const {
    std::uint64_t count = 0;
    for (const ExceptionRow& row : rows_)
      if (summarize::matches_class_glob(rule.glob, row.class_name)) count += row.count;
    std::vector<std::uint64_t> fingerprints;
    std::string names;
    for (const Cause& cause : causes_) {
      if (cause.is_error || !summarize::matches_class_glob(rule.glob, cause.name)) continue;
      if (cause.is_allowed) count -= cause.count;
      else
        name(names, fingerprints, cause.fingerprint, shown(cause.name, cause.message_template), cause.count);
    }
    Verdict::Outcome outcome = judge_count(rule, count, "exception", "exceptions");
    if (!outcome.passed) complete(outcome, names, std::move(fingerprints));
    return outcome;
  }

  template <class Counts>
  Verdict::Outcome judge_differences(const Rule& rule, std::string_view what, Counts&& counts) const {
    std::vector<std::uint64_t> fingerprints;
    std::string names;
    std::size_t unknown = 0;
    for (const Difference& difference : comparison_->causes) {
      if (is_allowed(difference)) continue;
      unknown += difference.change == Change::unknown && difference.before == 0;
      if (!counts(difference)) continue;
      const ChainLink& head = difference.chain.front();
      name(names, fingerprints, difference.fingerprint,
           shown(head.class_name.empty() ? difference.logger : head.class_name, head.message_template),
           difference.after);
    }
    Verdict::Outcome outcome{rule, true, fmt::format("{} {}", fingerprints.size(), what), {}};
    complete(outcome, names, std::move(fingerprints));
    if (unknown != 0)
      outcome.reason += fmt::format("; of {} more the base can't tell, as it folded {} and {}", unknown,
                                    counted(comparison_->base.folded_exceptions.count, "exception"),
                                    counted(comparison_->base.folded_errors.count, "error"));
    return outcome;
  }

  Verdict::Outcome judge_added(const Rule& rule) const {
    Verdict::Outcome outcome =
        judge_differences(rule, "new", [](const Difference& d) { return d.change == Change::added; });
    outcome.passed = !holds(rule, static_cast<double>(outcome.fingerprints.size()));
    return outcome;
  }

  Verdict::Outcome judge_increase(const Rule& rule) const {
    Verdict::Outcome outcome = judge_differences(rule, "increased", [&](const Difference& d) {
      return d.change == Change::increased && holds(rule, 100 * (d.rate_after / d.rate_before - 1));
    });
    outcome.passed = outcome.fingerprints.empty();
    return outcome;
  }

  static void name(std::string& names, std::vector<std::uint64_t>& fingerprints, std::uint64_t fingerprint,
                   std::string_view cause, std::uint64_t count) {
    if (fingerprints.size() < kMostNamed)
      names += fmt::format("{}{} ({})", names.empty() ? "" : ", ", cause, counted(count, "time"));
    fingerprints.push_back(fingerprint);
  }

  static void complete(Verdict::Outcome& outcome, const std::string& names,
                       std::vector<std::uint64_t> fingerprints) {
    if (!names.empty()) outcome.reason += ": " + names;
    if (fingerprints.size() > kMostNamed)
      outcome.reason += fmt::format(" and {} more", fingerprints.size() - kMostNamed);
    outcome.fingerprints = std::move(fingerprints);
  }

  const Summary& summary_;
  const Comparison* comparison_;
  std::vector<ExceptionRow> rows_;
  std::vector<ErrorGroup> errors_;
  std::vector<RootCause> roots_;                      // if anything is allowed
  std::vector<Cause> causes_;                         // views into rows_ and errors_
  std::set<std::pair<bool, std::uint64_t>> allowed_;  // is_error and fingerprint of the allowed causes
  std::vector<Use> uses_;
};

}  // namespace

bool Gate::compares() const {
  return std::any_of(rules.begin(), rules.end(), [](const Rule& rule) { return rule.compares(); });
}

CompareOptions Gate::compare_options() const {
  CompareOptions options;
  for (const Rule& rule : rules)
    if (rule.subject == Subject::increase)
      options.least_effect = std::min(options.least_effect, rule.limit / 100);
  return options;
}

bool Verdict::rule_fails() const {
  return std::any_of(outcomes.begin(), outcomes.end(),
                     [](const Outcome& outcome) { return !outcome.passed; });
}

Verdict check(const Gate& gate, const Summary& summary, const Comparison* comparison,
              std::chrono::year_month_day today) {
  Judge judge(gate, summary, comparison, today);
  Verdict verdict;
  for (const Rule& rule : gate.rules) verdict.outcomes.push_back(judge.judge(rule));
  verdict.allowances = std::move(judge).uses();
  std::set<std::string_view> unread;
  for (const Diagnostic& diagnostic : summary.diagnostics)
    if (diagnostic.is_fault()) unread.insert(diagnostic.source);
  verdict.unread = unread.size();
  return verdict;
}

}  // namespace culprit
