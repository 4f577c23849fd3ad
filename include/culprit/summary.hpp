#pragma once

#include <culprit/diagnostic.hpp>
#include <culprit/distribution.hpp>
#include <culprit/export.hpp>
#include <culprit/impact.hpp>
#include <culprit/layout.hpp>
#include <culprit/level.hpp>
#include <culprit/normalizer.hpp>
#include <culprit/timeline.hpp>
#include <culprit/timestamp.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace culprit {

/// Where something first stood: inputs in the order of Summary::sources, then
/// decoded bytes from the start of the input.
struct Position {
  std::uint32_t source = 0;  ///< index into Summary::sources
  std::uint64_t offset = 0;

  auto operator<=>(const Position&) const = default;
};

/// The numbers that one placeholder replaced.
struct CapturedNumbers {
  Distribution numbers;  ///< in `unit`; empty if there never stood a number
  Unit unit = Unit::none;

  bool operator==(const CapturedNumbers&) const = default;
};

/// One throwable of a group's chain.
struct ChainLink {
  std::string class_name;  ///< empty if the log never shows it
  std::string message_template;
  std::vector<Template::Placeholder> placeholders;  ///< of the template, in order
  std::string sample;                               ///< the message of the group's first occurrence
  std::vector<CapturedNumbers> captures;            ///< one for each placeholder

  bool operator==(const ChainLink&) const = default;
};

/// Occurrences whose chains have the same classes and templates.
struct Group {
  /// Hash of (class, template) along the chain, head first: equal across runs,
  /// machines, hosts and orders of the input.
  std::uint64_t fingerprint = 0;
  /// If templates that differ in a word or two were merged (docs/normalization.md):
  /// the fingerprints that Event::fingerprint tells of them, in ascending order.
  std::vector<std::uint64_t> members;
  std::uint64_t count = 0;
  std::uint64_t failures = 0;    ///< failed operations of which it was logged first
  std::uint64_t bare = 0;        ///< how many of them stood outside of any record
  std::vector<ChainLink> chain;  ///< head first, root cause last
  std::string top_frame;         ///< of the first occurrence; see culprit::top_frame()
  std::optional<TimeSpan> seen;  ///< nothing if no record before or around them had a time
  Position first;

  /// What Event::fingerprint tells of its events: `members`, or `fingerprint` alone.
  std::vector<std::uint64_t> event_fingerprints() const {
    return members.empty() ? std::vector{fingerprint} : members;
  }

  bool operator==(const Group&) const = default;
};

/// A row of the table: all occurrences whose head has one class.
struct ExceptionRow {
  std::string class_name;
  std::uint64_t count = 0;
  std::optional<TimeSpan> seen;
  Position first;
  std::vector<Group> groups;
  std::uint64_t folded = 0;  ///< occurrences in no group, because Limits::summary_bytes was reached

  bool operator==(const ExceptionRow&) const = default;
};

/// Error-level records that carry no throwable, of one logger and template.
struct ErrorGroup {
  std::uint64_t fingerprint = 0;
  std::vector<std::uint64_t> members;  ///< as in Group
  std::uint64_t count = 0;
  std::string logger;
  std::string message_template;
  std::vector<Template::Placeholder> placeholders;  ///< of the template, in order
  std::string sample;
  std::vector<CapturedNumbers> captures;  ///< one for each placeholder
  std::optional<TimeSpan> seen;
  Position first;

  /// What Event::fingerprint tells of its events: `members`, or `fingerprint` alone.
  std::vector<std::uint64_t> event_fingerprints() const {
    return members.empty() ? std::vector{fingerprint} : members;
  }

  bool operator==(const ErrorGroup&) const = default;
};

/// One root cause, whatever wraps it: a wrapper that repeats its cause's message in
/// its own counts with it, also where it was printed without its cause
/// (culprit::underlying()).
struct RootCause {
  struct Head {
    std::string class_name;
    std::uint64_t count = 0;

    bool operator==(const Head&) const = default;
  };

  /// Hash of (class, template), as lasting as Group::fingerprint. No group has it, not even one whose chain
  /// is this throwable alone.
  std::uint64_t fingerprint = 0;
  std::string class_name;  ///< the innermost one that the log names
  std::string message_template;
  int code = 0;             ///< Kill Bill's error code nearest to the message; 0 if none is stated
  std::uint64_t count = 0;  ///< occurrences
  /// Operations that failed of it, however often each was logged; see Summary::failures().
  std::uint64_t failures = 0;
  std::vector<Head> heads;  ///< the heads that led there; their counts add up to `count`
  std::vector<Template::Placeholder> placeholders;  ///< of the template, in order
  std::vector<CapturedNumbers> captures;            ///< one for each placeholder
  std::optional<TimeSpan> seen;
  Timeline timeline;                  ///< occurrences over time
  Impact impact;                      ///< whom it hit
  std::string top_frame;              ///< of the first occurrence
  std::vector<std::uint64_t> groups;  ///< fingerprints of the groups that end in it, most frequent first
  Position first;

  bool operator==(const RootCause&) const = default;
};

/// How many operations failed, and how often they were logged.
struct Failures {
  std::uint64_t count = 0;
  std::uint64_t occurrences = 0;  ///< that `count` failures logged

  bool operator==(const Failures&) const = default;
};

/// What events may be counted by, beside their class.
enum class Aspect : std::uint8_t {
  logger,  ///< the record's logger; bare traces have none
  frame,   ///< where in the code: culprit::location() of the top frame
  tenant,  ///< Kill Bill's tenant record id, where the layout writes it
  code,    ///< Kill Bill's error code: "7199". Of a chain's codes the innermost one counts
};

/// Events that have one logger, frame, tenant or code.
struct AspectRow {
  std::string name;          ///< empty for those that have none; of codes, also for what was folded
  std::uint64_t count = 0;   ///< errors and occurrences
  std::uint64_t errors = 0;  ///< how many of them are errors
  std::optional<TimeSpan> seen;
  Position first;

  bool operator==(const AspectRow&) const = default;
};

struct Totals {
  std::uint64_t bytes = 0;  ///< decoded
  std::uint64_t lines = 0;
  std::uint64_t records = 0;
  std::uint64_t errors = 0;       ///< error-level records that carry no throwable
  std::uint64_t occurrences = 0;  ///< printed chains of throwables, in records and bare
  std::uint64_t failures = 0;     ///< failed operations that the occurrences tell of
  /// How many of them are requests: their first occurrence names the request's id.
  std::uint64_t failed_requests = 0;
  std::uint64_t long_lines = 0;  ///< lines that were cut; Summary::diagnostics has the first of them

  std::uint64_t total() const { return errors + occurrences; }

  bool operator==(const Totals&) const = default;
};

/// In what order rows and groups are listed. Ties fall back on first_seen.
enum class Order : std::uint8_t {
  first_seen,  ///< by time; at the same time by position
  count,       ///< most frequent first
  name,        ///< by class name, then template
};

/// What the inputs held, in numbers. A regular value: copy it, compare it, merge it.
///
///   for (const ExceptionRow& row : summary.exceptions(Order::count)) …
///
/// It holds: totals.occurrences == Σ exceptions().count; the count of a row ==
/// Σ its groups' counts + folded; Σ root_causes().count + folded == Σ heads.
class CULPRIT_EXPORT Summary {
public:
  Summary();
  ~Summary();
  Summary(const Summary&);
  Summary& operator=(const Summary&);
  Summary(Summary&&) noexcept;
  Summary& operator=(Summary&&) noexcept;

  Totals totals;
  std::array<std::uint64_t, kLevelCount> levels{};  ///< records of each level; index: Level
  /// The times of the first and the last record of an input; of several inputs
  /// the earliest and the latest.
  std::optional<TimeSpan> seen;
  std::vector<LayoutCount> layouts;  ///< most frequent first; they add up to totals.records
  std::vector<std::string> sources;  ///< names of the inputs, each once, in the order of their first records
  std::vector<Diagnostic> diagnostics;  ///< in the order of sources, then of offsets
  /// Which words stay apart when the templates of groups, errors and causes are merged. Where that happens
  /// Error is thrown if one of the patterns is no valid RE2.
  MergeRules merge_rules;

  /// The rows of the table, made anew by each call: templates are merged then, which takes time where
  /// there are thousands. errors() and root_causes() likewise.
  std::vector<ExceptionRow> exceptions(Order order = Order::first_seen) const;
  std::vector<ErrorGroup> errors(Order order = Order::first_seen) const;
  /// How many of totals.occurrences are in no Group, and of totals.errors in no
  /// ErrorGroup, because Limits::summary_bytes was reached.
  std::uint64_t folded_occurrences() const;
  std::uint64_t folded_errors() const;
  /// The causes of the kept groups; those of folded occurrences are unknown.
  std::vector<RootCause> root_causes(Order order = Order::count) const;
  /// How many operations failed. Occurrences of one request, user token or thread
  /// that tell of the same cause are one failure; docs/causes.md has the rules.
  Failures failures() const { return {totals.failures, totals.occurrences}; }
  /// Errors and occurrences over time.
  Timeline timeline() const;
  /// Errors and occurrences by what they have in common.
  std::vector<AspectRow> by(Aspect aspect, Order order = Order::count) const;

  /// Adds what another summary counted. Associative and commutative; a default
  /// Summary is neutral. Events of different inputs are never one failure. Inputs of
  /// one name are listed as one: let names tell machines apart, `node-1/killbill.log`.
  void merge(const Summary& other);

  CULPRIT_EXPORT friend bool operator==(const Summary&, const Summary&);

private:
  friend class PartMerger;
  friend class SummaryBuilder;
  friend class SnapshotCodec;
  struct Tables;

  /// Adds the next part of the same input.
  void append(const Summary& part);
  void merge_counts(const Summary& other);
  void sort_layouts();
  void note_folded();

  std::unique_ptr<Tables> tables_;
};

}  // namespace culprit
