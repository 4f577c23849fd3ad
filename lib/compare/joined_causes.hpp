#pragma once

#include <culprit/compare.hpp>

#include <vector>

namespace culprit::comparison {

/// The groups and error groups of two runs, with their counts. Those that share a
/// fingerprint, their own or a member's, are one. By unit, then by fingerprint.
std::vector<Difference> join_causes(const Profile& base, const Profile& current);

/// The root causes of the groups among them, whatever wraps them; by fingerprint.
std::vector<Difference> join_roots(const std::vector<Difference>& causes);

}  // namespace culprit::comparison
