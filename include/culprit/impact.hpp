#pragma once

#include <culprit/distinct_count.hpp>

namespace culprit {

/// Whom something hit: how many different ones its records name, where their layout
/// writes it. Exact up to DistinctCount::kExact of each, then estimated.
struct Impact {
  DistinctCount requests;  ///< request ids
  DistinctCount accounts;  ///< Kill Bill's account record ids
  DistinctCount tenants;   ///< and tenant record ids
  DistinctCount tokens;    ///< and user tokens
  DistinctCount threads;   ///< of each stream
  DistinctCount streams;   ///< writers that share an input: containers, pods, hosts

  bool operator==(const Impact&) const = default;
};

}  // namespace culprit
