#pragma once

#include "spool.hpp"

#include <culprit/normalizer.hpp>
#include <culprit/template_table.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::cli {

/// Messages whose templates are merged when the last one is known, and printed in
/// their order then, a line each.
///
/// Distinct templates are kept up to kTemplateBytes. Messages with further ones
/// wait in a temporary file, with templates made by masks alone.
class MergedLines {
public:
  static constexpr std::size_t kTemplateBytes = 64 << 20;

  /// Throws Error if a mask or a pattern of the rules isn't valid.
  MergedLines(const std::vector<UserMask>& masks, const MergeRules& rules)
      : table_(masks, kTemplateBytes), normalizer_(masks), merger_(rules) {}

  void add(std::string_view message);

  /// Prints all of them. Returns false if nobody reads on.
  bool print_all();

  /// How many messages had templates that did not fit.
  std::uint64_t left_out() const { return left_out_; }

private:
  static constexpr std::size_t kMemoryBytes = 16 << 20;  // of what tells each line's template
  static constexpr std::uint32_t kLeftOut = ~std::uint32_t{0};

  void write_number(std::uint32_t number);
  bool read_number(std::uint32_t& number);

  TemplateTable table_;
  Normalizer normalizer_;  // of messages that did not fit
  TemplateMerger merger_;
  std::string text_;
  // For each line the number of its template; or kLeftOut, the size of the text and the text.
  Spool lines_{kMemoryBytes};
  std::uint64_t left_out_ = 0;
};

}  // namespace culprit::cli
