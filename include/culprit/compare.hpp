#pragma once

#include <culprit/diagnostic.hpp>
#include <culprit/export.hpp>
#include <culprit/summary.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace culprit {

/// What one run is compared with another by: its groups, and how much it did.
/// It can be made from a Summary, from a report in JSON and from a baseline file.
struct Profile {
  enum class Kind : std::uint8_t { exception, error };

  /// A Group or an ErrorGroup.
  struct Cause {
    Kind kind = Kind::exception;
    std::uint64_t fingerprint = 0;
    std::vector<std::uint64_t> members;  ///< as in Group
    std::uint64_t count = 0;
    std::string logger;  ///< of an error
    /// Head first; an error's has one link without a class. A baseline file has
    /// no samples, and the templates of the first and the last link alone.
    std::vector<ChainLink> chain;
    std::string top_frame;  ///< as in Group; empty of an error, and in a baseline file

    /// What Event::fingerprint tells of its occurrences: members, or `fingerprint` alone.
    std::vector<std::uint64_t> event_fingerprints() const {
      return members.empty() ? std::vector{fingerprint} : members;
    }

    bool operator==(const Cause&) const = default;
  };

  /// What Limits::summary_bytes left out. Groups with a fingerprint below `from` are all listed.
  struct Folded {
    std::uint64_t count = 0;
    std::uint64_t from = 0;  ///< the smallest fingerprint that may be among them

    bool may_hold(std::uint64_t fingerprint) const { return count != 0 && fingerprint >= from; }
    bool operator==(const Folded&) const = default;
  };

  std::string name;           ///< what people call the run: its file
  std::vector<Cause> causes;  ///< by kind, then fingerprint; each once
  std::uint64_t records = 0;
  std::uint64_t quiet_records = 0;  ///< records that are neither errors nor hold an exception: the traffic
  std::uint64_t errors = 0;
  std::uint64_t exceptions = 0;  ///< occurrences
  std::uint64_t failures = 0;
  std::uint64_t failed_requests = 0;  ///< as in Totals
  std::optional<double> seconds;      ///< from the first record to the last, if they have times
  Folded folded_exceptions;
  Folded folded_errors;
  std::vector<Diagnostic> diagnostics;

  bool operator==(const Profile&) const = default;
};

/// What a comparison needs of a run; `name` is what it is called in what is said of it.
CULPRIT_EXPORT Profile profile_of(const Summary& summary, std::string name = {});

/// What counts are held against, so that runs of different length can be compared.
enum class Per : std::uint8_t {
  record,   ///< quiet records: how much was done
  minute,   ///< of the time from the first record to the last
  request,  ///< Totals::failed_requests: which share of them a cause has, not how many there are
  run,      ///< nothing: the runs are taken to be equally long
};

/// "1,000 quiet records", "minute", "failed request", "run"
CULPRIT_EXPORT std::string_view to_string(Per per);

struct CompareOptions {
  /// By default quiet records, if at least half of the records of both runs are
  /// quiet; otherwise minutes, if both runs lasted one; otherwise failed requests, if at
  /// least half of the failures of both runs are requests; otherwise runs.
  std::optional<Per> per;
  /// Of all that are said to have changed, the share that chance alone may have
  /// (Benjamini and Hochberg's false discovery rate).
  double false_discoveries = 0.01;
  /// A rate that changed by a smaller share has not changed, however sure that is.
  double least_effect = 0.2;
};

/// One group, error group or root cause in two runs.
struct Difference {
  enum class Unit : std::uint8_t { exception, error, root_cause };

  enum class Change : std::uint8_t {
    added,      ///< new: not in the base
    increased,  ///< a higher rate
    decreased,
    gone,     ///< not in the current run
    unknown,  ///< one of the runs folded groups, which may hold what it lacks
    same,
  };

  Unit unit = Unit::exception;
  Change change = Change::same;
  std::uint64_t fingerprint = 0;  ///< of a root cause: of its class and template
  /// What Event::fingerprint tells of its occurrences, in both runs, in ascending order.
  std::vector<std::uint64_t> members;
  std::string logger;            ///< of an error
  std::vector<ChainLink> chain;  ///< as the current run has it, if it does; a root cause is one link
  std::string top_frame;         ///< likewise, of a group and of a root cause
  std::uint64_t before = 0;      ///< counts
  std::uint64_t after = 0;
  double rate_before = 0;  ///< counts for each quiet record, minute, failed request, or run
  double rate_after = 0;
  double p_value = 1;  ///< of the rates being equal; see compare()

  bool operator==(const Difference&) const = default;
};

/// "new", "increased", …
CULPRIT_EXPORT std::string_view to_string(Difference::Change change);

/// What differs between two runs.
struct Comparison {
  Per per = Per::run;
  Profile base;                         ///< without its causes …
  Profile current;                      ///< … which are all below
  std::vector<Difference> causes;       ///< groups and error groups: by change, then the most frequent first
  std::vector<Difference> root_causes;  ///< likewise

  /// How many of `causes` changed so.
  CULPRIT_EXPORT std::size_t count(Difference::Change change) const;
};

/// Finds what is new, what is gone, and whose rate changed.
///
///   const Comparison comparison = compare(profile_of(monday), profile_of(tuesday));
///   for (const Difference& cause : comparison.causes)
///     if (cause.change == Difference::Change::added) …
///
/// Which templates are merged depends on all templates of a run (docs/normalization.md). So groups
/// are one cause if they share a fingerprint, their own or a member's, and then they are
/// counted together, under the words of the current run's most frequent one.
///
/// New and gone are what one run lacks. A rate has changed if the exact test of two
/// Poisson rates (given their sum, a count is binomial; two-sided, twice the smaller
/// tail) says so at `false_discoveries` over all causes of both runs, and if
/// it changed by `least_effect` or more. Occurrences in bursts are no Poisson process: the
/// test then finds changes that are none more often than it should; docs/compare.md.
/// Throws Error if the options ask for what a run has none of, or make no sense.
CULPRIT_EXPORT Comparison compare(const Profile& base, const Profile& current,
                                  const CompareOptions& options = {});

/// In words: "new: 12 times", "2.1 times as often: 100 -> 210", …
CULPRIT_EXPORT std::string describe(const Difference& difference);

/// The whole in one sentence: "2 new, 1 gone, 1 increased; 37 as before."
CULPRIT_EXPORT std::string describe(const Comparison& comparison);

}  // namespace culprit
