#pragma once

#include "normalize/masker.hpp"
#include "parse/identity.hpp"
#include "parse/record_reader.hpp"
#include "summarize/failure_joiner.hpp"
#include "summarize/fingerprint.hpp"
#include "summarize/memo.hpp"
#include "summarize/tables.hpp"
#include "summarize/witness.hpp"

#include <culprit/event.hpp>
#include <culprit/summary.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace culprit {

struct StoredGroup;

/// Counts the errors and occurrences that a RecordReader hands over: masks the messages, finds the group,
/// and adds to it. Allocates only for what it sees for the first time.
///
/// Which occurrences are one failure shows only when those before them are known. A part of an
/// input keeps what it takes to tell that (take_evidence()), an input as a whole tells it at once.
class SummaryBuilder final : public parse::RecordSink {
public:
  struct Hooks {
    /// Says whether occurrences with this head count; all do if it is empty.
    std::function<bool(std::string_view class_name)> accepts_head;
    /// Sees each event that it was given and that counts, if not empty.
    std::function<void(const Event&)> on_event;
    /// Which fields of the context say whom a record is about.
    std::span<const parse::IdentityField> identities;
  };

  /// `masker` and `hooks` must outlive the builder. `failures` tells what is one failure, if
  /// the input is read as a whole; otherwise it is nullptr.
  SummaryBuilder(std::string source, std::size_t budget_bytes, normalization::Masker& masker,
                 const Hooks& hooks, summarize::FailureJoiner* failures);

  void on_record(const parse::Record& record) override;

  /// Replaces every time without a date in a summary by what `change` makes of it, which must
  /// not change their order. Those of timelines stay.
  static void change_undated(Summary& summary, const std::function<Timestamp(Timestamp)>& change);
  /// Moves the times without a date in timelines.
  static void shift_undated(Summary& summary, std::chrono::milliseconds by);
  /// Joins what was seen without a date with what was seen with one; timelines are told when the midnight was
  /// that times without a date count from. Notes what was folded, behind all that was noted while reading.
  static void settle(Summary& summary, std::chrono::milliseconds first_midnight);

  /// What a summary that is joined with this one need not keep.
  static Bounds bounds(const Summary& summary);

  /// Books the occurrence if it begins a failure.
  static void book_failure(Summary& summary, const summarize::Evidence& evidence,
                           summarize::FailureJoiner& failures);

  /// Keeps nothing that those threw out whose summaries this one is to be joined with. Nothing is counted
  /// yet.
  void restrict_to(const Bounds& bounds);

  std::size_t evidence_count() const { return evidence_.size(); }
  /// Of a part's occurrences, in order; begins anew.
  std::deque<summarize::Evidence> take_evidence() { return std::exchange(evidence_, {}); }

  /// What was counted so far; begins anew. All that is taken is to be joined: what was thrown out isn't kept
  /// again.
  Summary take();
  /// The rest, together with what the reader counted of all of it, and its decoded size.
  Summary finish(const parse::Tally& tally, std::uint64_t bytes);

private:
  /// What stood for a placeholder.
  struct Captured {
    bool is_number = false;
    Capture number;

    bool operator==(const Captured&) const = default;
  };
  /// What an occurrence is counted under.
  struct Identity {
    std::uint64_t group = 0;  ///< its fingerprint
    std::uint64_t cause = 0;
  };
  struct Location {
    std::string name;
    std::uint64_t hash = 0;
  };

  void begin(std::string source, std::size_t budget_bytes);
  std::uint64_t count_error(const parse::Record& record);
  std::uint64_t count_occurrence(const parse::Record& record);
  void count_class(const parse::Record& record);
  void count_cause(const parse::Record& record, std::uint64_t cause);
  void count_failure(const parse::Record& record, std::uint64_t fingerprint);
  void count_aspects(const parse::Record& record, bool is_error);
  void count_frame(const parse::Record& record);
  void count_aspect(Aspect aspect, std::string_view name, std::uint64_t hash, const parse::Record& record,
                    bool is_error);
  void insert_error(const parse::Record& record, std::uint64_t fingerprint);
  void insert_group(const parse::Record& record, const Identity& identity);
  void find_chain(std::span<const Throwable> throwables);
  Identity mask_chain();
  Identity identify_chain();
  void add_numbers(StoredGroup& group) const;
  std::size_t add_numbers(std::vector<CapturedNumbers>& captures, std::size_t begin) const;
  bool repeats_next(const StoredGroup& group, std::size_t link, std::size_t begin) const;
  std::vector<CapturedNumbers> numbers(std::size_t begin, std::size_t count) const;

  normalization::Masker& masker_;
  const Hooks& hooks_;
  summarize::FailureJoiner* failures_;
  Summary summary_;
  std::deque<summarize::Evidence>
      evidence_;  // many in number; a vector would take twice their memory to grow
  std::uint64_t no_name_ = summarize::hash({});
  summarize::Memo<Location, 256> locations_;   // by the hash of a frame
  summarize::Memo<Identity, 256> identities_;  // by the hash of a chain's names and masked messages

  // Of the record at hand; members, to reuse their memory.
  std::vector<summarize::Link> chain_;  // head first
  std::vector<std::string> keys_;       // of those of its messages, masked, that have no id
  std::vector<Captured> captured_;      // one for each of their placeholders
  summarize::Fingerprint fingerprint_;
  summarize::Named named_;
};

}  // namespace culprit
