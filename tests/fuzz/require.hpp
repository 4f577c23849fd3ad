#pragma once

#include <cstdio>
#include <cstdlib>

namespace culprit::fuzz {

/// Ends a fuzz target, so that libFuzzer keeps the input, unless `condition` holds.
inline void require(bool condition, const char* claim) {
  if (condition) return;
  std::fprintf(stderr, "it isn't so that %s\n", claim);
  std::abort();
}

}  // namespace culprit::fuzz
