#pragma once

#include <culprit/normalizer.hpp>

#include <re2/filtered_re2.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::normalization {

/// The user's own masks. A pattern is run only on messages in which the
/// literals occur that it requires: RE2 costs many times what all built-in
/// rules cost together.
class UserMasks {
public:
  struct Match {
    std::size_t begin = 0, end = 0;
    std::string_view name;  ///< lives as long as the UserMasks, also when moved
  };

  /// Throws Error if a pattern is no RE2 or a name isn't made of letters, digits, `_` and `-`.
  explicit UserMasks(const std::vector<UserMask>& masks);

  bool empty() const { return names_.empty(); }

  /// What the masks match, in order, without overlaps: earlier masks win, then
  /// the leftmost match. Empty matches count as none. Valid until the next call.
  std::span<const Match> find(std::string_view message);

private:
  void find_candidates(std::string_view message);
  void add_matches(std::string_view message, std::size_t mask);

  std::vector<std::string> names_;
  re2::FilteredRE2 patterns_;
  std::vector<std::string> atoms_;  // literals that patterns require, in lower case
  std::vector<int> found_atoms_;
  std::vector<int> candidates_;  // masks whose literals occur
  std::string lower_;
  std::vector<Match> matches_;
};

}  // namespace culprit::normalization
