#pragma once

#include "summarize/recent_table.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace culprit::summarize {

/// What an occurrence tells of the operation that failed: hashes, 0 where the
/// log says nothing.
struct Evidence {
  std::int64_t time = 0;      ///< milliseconds, on one clock for the whole input; 0 if the log states none
  std::uint64_t request = 0;  ///< the request's id
  std::uint64_t token = 0;    ///< the user token
  std::uint64_t thread = 0;   ///< stream and thread; 0 for a bare trace
  std::uint64_t root = 0;     ///< what the root cause really said, with its numbers and ids
  std::uint64_t chain = 0;    ///< classes and messages from the head on
  /// The same without the first link, and without the first two; 0 if nothing is left.
  std::array<std::uint64_t, 2> inner{};
  std::uint64_t group = 0;  ///< the fingerprint of its group, which a failure is booked on
  bool has_time = false;
  bool is_dated = true;  ///< false: its layout writes no dates
  bool bare = false;
};
// One for each occurrence of a part is kept, until the parts in front of it are read.
static_assert(sizeof(Evidence) <= 80);

/// Tells which occurrences of an input belong to one failed operation. An
/// occurrence belongs to a failure that was seen before if one of these holds,
/// which are tried in this order:
///
///  1. both name the same request, or
///  2. the same user token, at most kIdWindows windows after the last one that did;
///  3. both were logged by one thread, at most a window apart, and their root
///     causes said the same to the last digit;
///  4. they were logged by two threads (or one of them outside of any record)
///     at most a window apart, and one chain is the other's with a wrapper or
///     two taken off: what a future's thread logs, and who waits for the
///     future. Each failure takes one such partner.
///
/// Where both name requests, and not the same one, 3 and 4 don't hold: nor do they
/// where a time is missing, or one of two is dated and the other isn't. Occurrences are given in the order of
/// the input; of the last ones some thousands are remembered, whatever the window.
class FailureJoiner {
public:
  /// An id says more than a thread: it counts for so many windows.
  static constexpr std::int64_t kIdWindows = 30;

  /// `window` is in milliseconds.
  explicit FailureJoiner(std::int64_t window) : window_(window) {}

  std::int64_t window() const { return window_; }

  /// Says whether this occurrence begins a failure.
  bool begins_failure(const Evidence& evidence);

private:
  /// When an id, or a thread with a root cause, was seen last.
  struct Seen {
    std::int64_t time = 0;
    std::uint64_t request = 0;
    bool is_dated = true;
  };
  /// What is known of a failure that may be met again by its chain.
  struct Failure {
    std::int64_t time = 0;
    std::uint64_t thread = 0;
    std::uint64_t request = 0;
    bool is_dated = true;
    bool bare = false;
    bool has_partner = false;
  };
  using Ids = RecentTable<Seen, 1 << 10>;
  using Threads = RecentTable<Seen, 1 << 9>;
  using Numbers = RecentTable<std::uint32_t, 1 << 9>;
  /// More failures than the tables of their numbers have room for.
  static constexpr std::uint32_t kNumbered = 1 << 13;

  bool knows(const Ids& ids, std::uint64_t id, const Seen& now) const;
  bool knows_thread(const Evidence& evidence) const;
  bool take_partner(const Evidence& evidence);
  bool take_partner(const Numbers& others, std::uint64_t chain, const Evidence& evidence, bool one_is_bare);
  template <class Sighting>
  bool fits(const Sighting& sighting, const Evidence& evidence) const;
  void remember_partner(const Evidence& evidence);

  std::int64_t window_;
  std::int64_t last_time_ = 0;  // also that of what has none
  bool last_is_dated_ = true;
  Ids requests_;
  Ids tokens_;
  Threads threads_;                 // by thread and root
  std::uint32_t last_failure_ = 0;  // its number
  std::vector<Failure> failures_;   // by the number of a recent one
  Numbers chains_;                  // of failures that may take a partner: by their chain …
  Numbers inners_;                  // … and by what is inside of it
};

}  // namespace culprit::summarize
