#pragma once

#include "normalize/merge_tokens.hpp"

#include <culprit/normalizer.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace culprit::normalization {

/// Merges templates by the rules in docs/normalization.md; see TemplateMerger.
class Merger {
public:
  /// At `places` nothing becomes a placeholder. Throws Error for a pattern that isn't valid.
  explicit Merger(const MergeRules& rules = {}, std::span<const FixedPlace> places = {});
  ~Merger();
  Merger(Merger&&) noexcept;
  Merger& operator=(Merger&&) noexcept;

  std::vector<MergedTemplate> merge(std::span<const Template> templates) const;

  /// Whether a pattern of the rules matches the whole token.
  bool keeps(std::string_view token) const;
  std::span<const FixedPlace> places() const { return places_; }

private:
  std::vector<std::unique_ptr<re2::RE2>> keep_;
  std::span<const FixedPlace> places_;
};

}  // namespace culprit::normalization
