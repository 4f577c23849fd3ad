#pragma once

#include <culprit/layout.hpp>
#include <culprit/level.hpp>
#include <culprit/timestamp.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace culprit::parse {

/// What a reader counts by itself, so that a quiet record costs next to nothing.
struct Tally {
  std::uint64_t lines = 0;
  std::uint64_t records = 0;
  std::array<std::uint64_t, kLevelCount> levels{};
  std::optional<TimeSpan> seen;      ///< times of the first and the last record that have one
  std::vector<LayoutCount> layouts;  ///< in order of first appearance

  /// Adds what another reader counted in the same input.
  void add(const Tally& other);
};

/// Adds a layout's count to those known.
void add(std::vector<LayoutCount>& counts, const LayoutCount& more);

}  // namespace culprit::parse
