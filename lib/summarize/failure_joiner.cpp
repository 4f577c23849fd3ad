#include "summarize/failure_joiner.hpp"

#include <cstddef>
#include <cstdlib>

namespace culprit::summarize {
namespace {

/// More failures than the tables of partners have room for.
constexpr std::size_t kNumbered = 1 << 13;

bool are_near(std::int64_t a, std::int64_t b, std::int64_t window) { return std::abs(a - b) <= window; }

std::uint64_t thread_and_root(const Evidence& evidence) { return evidence.thread * 31 + evidence.root; }

bool name_different(std::uint64_t request, std::uint64_t other) {
  return request != 0 && other != 0 && request != other;
}

}  // namespace

bool FailureJoiner::begins_failure(const Evidence& evidence) {
  if (evidence.time) {
    last_time_ = *evidence.time;
    last_is_dated_ = evidence.is_dated;
  }
  const std::int64_t time = last_time_;
  const bool is_dated = last_is_dated_;
  const bool is_known = knows(requests_, evidence.request, time, is_dated) ||
                        knows(tokens_, evidence.token, time, is_dated) ||
                        (evidence.time && (knows_thread(evidence) || take_partner(evidence)));
  if (!is_known) {
    has_partner_.resize(kNumbered);
    has_partner_[++failures_ % kNumbered] = false;
    if (evidence.time) remember_partner(evidence);
  }
  if (evidence.request != 0) requests_.replace({evidence.request, time, is_dated});
  if (evidence.token != 0) tokens_.replace({evidence.token, time, is_dated});
  if (evidence.time && evidence.thread != 0)
    threads_.replace({thread_and_root(evidence), time, evidence.thread, evidence.request, failures_,
                      evidence.bare, evidence.is_dated});
  return !is_known;
}

bool FailureJoiner::knows(Ids& ids, std::uint64_t id, std::int64_t time, bool is_dated) const {
  if (id == 0) return false;
  for (const Id& known : ids.bucket(id))
    if (known.key == id)
      return known.is_dated == is_dated && are_near(known.time, time, window_ * kIdWindows);
  return false;
}

bool FailureJoiner::fits(const Sighting& sighting, const Evidence& evidence) const {
  return sighting.is_dated == evidence.is_dated && are_near(sighting.time, *evidence.time, window_) &&
         !name_different(sighting.request, evidence.request);
}

bool FailureJoiner::knows_thread(const Evidence& evidence) {
  if (evidence.thread == 0) return false;
  const std::uint64_t key = thread_and_root(evidence);
  for (const Sighting& known : threads_.bucket(key))
    if (known.key == key) return fits(known, evidence);
  return false;
}

/// Finds a failure whose chain is inside of this one, or the other way round,
/// or the same where one of the two stands outside of any record.
bool FailureJoiner::take_partner(const Evidence& evidence) {
  for (const std::uint64_t inner : evidence.inner)
    if (inner != 0 && take_partner(chains_, inner, evidence, false)) return true;
  return take_partner(inners_, evidence.chain, evidence, false) ||
         take_partner(chains_, evidence.chain, evidence, true);
}

bool FailureJoiner::take_partner(Sightings& others, std::uint64_t chain, const Evidence& evidence,
                                 bool one_is_bare) {
  for (const Sighting& other : others.bucket(chain)) {
    if (other.key != chain || failures_ - other.failure >= kNumbered) continue;
    if (has_partner_[other.failure % kNumbered] || !fits(other, evidence)) continue;
    if (one_is_bare ? other.bare == evidence.bare : other.thread == evidence.thread) continue;
    has_partner_[other.failure % kNumbered] = true;
    return true;
  }
  return false;
}

void FailureJoiner::remember_partner(const Evidence& evidence) {
  Sighting sighting{evidence.chain, *evidence.time, evidence.thread,  evidence.request,
                    failures_,      evidence.bare,  evidence.is_dated};
  chains_.insert(sighting);
  for (const std::uint64_t inner : evidence.inner) {
    if (inner == 0) continue;
    sighting.key = inner;
    inners_.insert(sighting);
  }
}

}  // namespace culprit::summarize
