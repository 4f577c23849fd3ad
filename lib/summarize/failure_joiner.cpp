#include "summarize/failure_joiner.hpp"

#include <cstddef>
#include <cstdlib>

namespace culprit::summarize {
namespace {

bool are_near(std::int64_t a, std::int64_t b, std::int64_t window) { return std::abs(a - b) <= window; }

std::uint64_t thread_and_root(const Evidence& evidence) { return evidence.thread * 31 + evidence.root; }

bool name_different(std::uint64_t request, std::uint64_t other) {
  return request != 0 && other != 0 && request != other;
}

}  // namespace

bool FailureJoiner::begins_failure(const Evidence& evidence) {
  if (evidence.has_time) {
    last_time_ = evidence.time;
    last_is_dated_ = evidence.is_dated;
  }
  const Seen now{last_time_, evidence.request, last_is_dated_};
  const bool is_known = knows(requests_, evidence.request, now) || knows(tokens_, evidence.token, now) ||
                        (evidence.has_time && (knows_thread(evidence) || take_partner(evidence)));
  if (!is_known) {
    ++last_failure_;
    if (evidence.has_time) remember_partner(evidence);
  }
  if (evidence.request != 0) requests_.replace(evidence.request, now);
  if (evidence.token != 0) tokens_.replace(evidence.token, now);
  if (evidence.has_time && evidence.thread != 0) threads_.replace(thread_and_root(evidence), now);
  return !is_known;
}

bool FailureJoiner::knows(const Ids& ids, std::uint64_t id, const Seen& now) const {
  if (id == 0) return false;
  const Seen* const known = ids.find(id);
  return known != nullptr && known->is_dated == now.is_dated &&
         are_near(known->time, now.time, window_ * kIdWindows);
}

template <class Sighting>
bool FailureJoiner::fits(const Sighting& sighting, const Evidence& evidence) const {
  return sighting.is_dated == evidence.is_dated && are_near(sighting.time, evidence.time, window_) &&
         !name_different(sighting.request, evidence.request);
}

bool FailureJoiner::knows_thread(const Evidence& evidence) const {
  if (evidence.thread == 0) return false;
  const Seen* const known = threads_.find(thread_and_root(evidence));
  return known != nullptr && fits(*known, evidence);
}

/// Finds a failure whose chain is inside of this one, or the other way round,
/// or the same where one of the two stands outside of any record.
bool FailureJoiner::take_partner(const Evidence& evidence) {
  for (const std::uint64_t inner : evidence.inner)
    if (inner != 0 && take_partner(chains_, inner, evidence, false)) return true;
  return take_partner(inners_, evidence.chain, evidence, false) ||
         take_partner(chains_, evidence.chain, evidence, true);
}

bool FailureJoiner::take_partner(const Numbers& others, std::uint64_t chain, const Evidence& evidence,
                                 bool one_is_bare) {
  return others.any_of(chain, [&](std::uint32_t number) {
    if (last_failure_ - number >= kNumbered) return false;
    Failure& other = failures_[number % kNumbered];
    if (other.has_partner || !fits(other, evidence)) return false;
    if (one_is_bare ? other.bare == evidence.bare : other.thread == evidence.thread) return false;
    return other.has_partner = true;
  });
}

void FailureJoiner::remember_partner(const Evidence& evidence) {
  failures_.resize(kNumbered);
  failures_[last_failure_ % kNumbered] = {evidence.time,     evidence.thread, evidence.request,
                                          evidence.is_dated, evidence.bare,   false};
  chains_.insert(evidence.chain, last_failure_);
  for (const std::uint64_t inner : evidence.inner)
    if (inner != 0) inners_.insert(inner, last_failure_);
}

}  // namespace culprit::summarize
