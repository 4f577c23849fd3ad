#pragma once

#include <culprit/diagnostic.hpp>
#include <culprit/export.hpp>
#include <culprit/level.hpp>
#include <culprit/normalizer.hpp>
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

/// Where something first stood: inputs in the order in which they were given,
/// then decoded bytes from the start of the input.
struct Position {
  std::uint32_t source = 0;  ///< index into Summary::sources
  std::uint64_t offset = 0;

  auto operator<=>(const Position&) const = default;
};

/// The values that one numeric placeholder replaced.
struct CaptureRange {
  std::uint64_t count = 0;
  double min = 0;            ///< in `unit`
  double max = 0;
  Unit unit = Unit::none;

  bool operator==(const CaptureRange&) const = default;
};

/// One throwable of a group's chain.
struct ChainLink {
  std::string class_name;    ///< empty if the log never shows it
  std::string message_template;
  std::string sample;        ///< the message of the group's first occurrence
  std::vector<CaptureRange> captures;  ///< one for each numeric placeholder of the template, in order

  bool operator==(const ChainLink&) const = default;
};

/// All occurrences with one fingerprint.
struct Group {
  /// Hash of (class, template) along the chain, head first: equal across runs,
  /// machines, hosts and orders of the input.
  std::uint64_t fingerprint = 0;
  std::uint64_t count = 0;
  std::uint64_t bare = 0;    ///< how many of them stood outside of any record
  std::vector<ChainLink> chain;  ///< head first, root cause last
  std::optional<TimeSpan> seen;  ///< nothing if no record before or around them had a time
  Position first;

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
  std::uint64_t count = 0;
  std::string logger;
  std::string message_template;
  std::string sample;
  std::vector<CaptureRange> captures;
  std::optional<TimeSpan> seen;
  Position first;

  bool operator==(const ErrorGroup&) const = default;
};

/// One root cause, whatever wraps it.
struct RootCause {
  struct Head {
    std::string class_name;
    std::uint64_t count = 0;

    bool operator==(const Head&) const = default;
  };

  std::string class_name;
  std::string message_template;
  std::uint64_t count = 0;
  std::vector<Head> heads;   ///< the heads that led there; their counts add up to `count`
  std::optional<TimeSpan> seen;
  Position first;

  bool operator==(const RootCause&) const = default;
};

struct Totals {
  std::uint64_t bytes = 0;        ///< decoded
  std::uint64_t lines = 0;
  std::uint64_t records = 0;
  std::uint64_t errors = 0;       ///< error-level records that carry no throwable
  std::uint64_t occurrences = 0;  ///< printed chains of throwables, in records and bare

  std::uint64_t total() const { return errors + occurrences; }

  bool operator==(const Totals&) const = default;
};

/// In what order rows and groups are listed. Ties fall back on first_seen.
enum class Order : std::uint8_t {
  first_seen,  ///< by position in the input
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
  std::optional<TimeSpan> seen;                     ///< of all records that have a time
  std::vector<std::string> sources;                 ///< names of the inputs, in order, each once
  std::vector<Diagnostic> diagnostics;

  std::vector<ExceptionRow> exceptions(Order order = Order::first_seen) const;
  std::vector<ErrorGroup> errors(Order order = Order::first_seen) const;
  std::uint64_t folded_errors() const;  ///< totals.errors in no ErrorGroup, because Limits::summary_bytes was reached
  std::vector<RootCause> root_causes(Order order = Order::count) const;

  /// Adds what another summary counted. Associative; commutative but for the
  /// order of sources, and so of first appearance; a default Summary is neutral.
  void merge(const Summary& other);

  CULPRIT_EXPORT friend bool operator==(const Summary&, const Summary&);

private:
  friend class SummaryBuilder;
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace culprit
