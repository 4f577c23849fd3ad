#pragma once

#include <culprit/export.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace culprit {

/// How many different things there are, told by their hashes: exact for up to kExact,
/// estimated beyond.
///
///   DistinctCount accounts;
///   accounts.add(hash(account_id));
///   fmt::print("{}{} accounts", accounts.is_exact() ? "" : "about ", accounts.estimate());
///
/// It keeps the kExact smallest hashes. The more there are, the nearer the last of
/// them is to 0, which is what the estimate is made of. (K minimum values, Bar-Yossef et al.
/// 2002.) Its standard error is 1/√(kExact − 2), or 6.3 %; hashes must be spread evenly
/// over 64 bits, as those of XXH3 are.
///
/// A regular value, and a function of the set of added hashes alone: the order of
/// add() and merge() changes nothing, nor does adding a hash again.
class CULPRIT_EXPORT DistinctCount {
public:
  static constexpr std::size_t kExact = 256;

  /// Returns by how much size_bytes() grew.
  std::size_t add(std::uint64_t hash);
  void merge(const DistinctCount& other);

  bool is_exact() const { return !more_; }
  std::uint64_t estimate() const;

  /// Memory taken, rounded up such that it never falls when hashes are added.
  std::size_t size_bytes() const;

  /// All there is to it, to be written and read.
  struct State {
    std::vector<std::uint64_t> smallest;  ///< in ascending order, at most kExact
    bool more = false;                    ///< whether there were others

    bool operator==(const State&) const = default;
  };

  State state() const { return {smallest_, more_}; }
  /// Nothing if no hashes lead to this state.
  static std::optional<DistinctCount> from_state(const State& state);

  bool operator==(const DistinctCount&) const = default;

private:
  std::vector<std::uint64_t> smallest_;
  bool more_ = false;
};

}  // namespace culprit
