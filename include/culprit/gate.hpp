#pragma once

#include <culprit/compare.hpp>
#include <culprit/export.hpp>
#include <culprit/summary.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace culprit {

/// When a build shall fail: `new`, `increase > 50%`, `class org.killbill.* > 0`, …
struct Rule {
  enum class Subject : std::uint8_t {
    added,       ///< groups that the base lacks
    increase,    ///< groups whose rate increased by more than a share
    class_name,  ///< occurrences whose head's class matches `glob`
    failures,    ///< Summary::failures(); with %: of the records
    errors,
    exceptions,
    total,
    fatal,    ///< records of the level FATAL
    records,  ///< all records
  };
  enum class Relation : std::uint8_t { above, at_least, below, at_most };

  std::string text;  ///< as it was written
  Subject subject = Subject::added;
  std::string glob;  ///< as in Filter::classes
  Relation relation = Relation::above;
  double limit = 0;  ///< a count or, if `percent`, per cent
  bool percent = false;

  /// True if the rule can only be judged with a Comparison.
  bool compares() const { return subject == Subject::added || subject == Subject::increase; }
};

/// Reads a rule; docs/ci.md has the grammar. Throws Error that says what was expected, and where.
CULPRIT_EXPORT Rule parse_rule(std::string_view text);

/// Groups that no rule counts, for a time and a reason.
struct Allowance {
  /// Of a group or an error; of a root cause, for all groups that end in it; any if there is none.
  std::optional<std::uint64_t> fingerprint;
  std::string class_glob;     ///< the head's class, or an error's logger, as in Filter::classes; all if empty
  std::string template_glob;  ///< the head's or the error's template; all if empty
  std::string reason;
  std::chrono::year_month_day expires;  ///< the last day on which it counts
};

/// Rules and allowances. A gate without rules lets everything pass.
struct Gate {
  std::vector<Rule> rules;
  std::vector<Allowance> allowances;

  CULPRIT_EXPORT bool compares() const;
  /// Compares so finely that each `increase` can be judged.
  CULPRIT_EXPORT CompareOptions compare_options() const;
};

/// The table `[check]` of a configuration; nothing if there is none.
///
///   [check]
///   fail_on = ["new", "increase > 50%", "errors > 6"]
///
///   [[check.allow]]
///   class = "java.io.IOException"
///   template = "Broken pipe"
///   reason = "clients that went away; TICKET-7"
///   expires = 2026-12-31
///
/// Throws Error, with line and column, for what can't be read or makes no sense.
CULPRIT_EXPORT std::optional<Gate> read_gate(const std::filesystem::path& path);

/// What a gate said, and why.
struct Verdict {
  struct Outcome {
    Rule rule;
    bool passed = true;
    std::string reason;  ///< one line: "2 new: java.io.IOException: disk N (12 times), …"
    std::vector<std::uint64_t> fingerprints;  ///< of the groups that it is about, if it is about any
  };
  struct Use {
    enum class State : std::uint8_t { used, unused, expired };

    Allowance allowance;
    State state = State::unused;
    std::uint64_t count = 0;  ///< occurrences and errors that it matches
  };

  std::vector<Outcome> outcomes;  ///< one for each rule, in order
  std::vector<Use> allowances;    ///< likewise
  std::size_t unread = 0;         ///< inputs that could not be read to their end

  CULPRIT_EXPORT bool rule_fails() const;
  /// No rule fails, and all was read: what is missing could be what a rule is about.
  bool passed() const { return !rule_fails() && unread == 0; }
};

/// Judges a run. `comparison` is that of a base with this run; it may be nullptr if
/// no rule compares. Allowances that expired before `today`, a day in UTC, don't count. What an allowance
/// takes out is taken out of all subjects but `fatal` and `records`, which count records of any kind. A root
/// cause's failures are taken out if all its groups are.
/// Throws Error if a rule needs a comparison, and there is none.
CULPRIT_EXPORT Verdict check(const Gate& gate, const Summary& summary, const Comparison* comparison,
                             std::chrono::year_month_day today);

}  // namespace culprit
