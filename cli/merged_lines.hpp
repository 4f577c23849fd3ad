#pragma once

#include "spool.hpp"

#include <culprit/normalizer.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace culprit::cli {

/// Lines whose templates are merged when the last one is known, and printed in
/// their order then.
///
/// Distinct templates are kept up to kTemplateBytes. Lines with further ones
/// wait in a temporary file, with templates made by masks alone.
class MergedLines {
public:
  static constexpr std::size_t kTemplateBytes = 64 << 20;

  explicit MergedLines(const MergeRules& rules) : merger_(rules) {}

  void add(const Template& line);

  /// Prints all of them. Returns false if nobody reads on.
  bool print_all();

  /// How many lines had templates that did not fit.
  std::uint64_t left_out() const { return left_out_; }

private:
  static constexpr std::size_t kMemoryBytes = 16 << 20;  // of what tells each line's template
  static constexpr std::uint32_t kLeftOut = ~std::uint32_t{0};

  void write_number(std::uint32_t number);
  bool read_number(std::uint32_t& number);

  TemplateMerger merger_;
  std::vector<Template> templates_;
  std::unordered_map<std::string, std::uint32_t>
      indices_;  // of templates, by text with marks for placeholders
  std::size_t bytes_ = 0;
  std::string marked_;
  // For each line the index of its template; or kLeftOut, the size of the text and the text.
  Spool lines_{kMemoryBytes};
  std::uint64_t left_out_ = 0;
};

}  // namespace culprit::cli
