#pragma once

#include "parse/record_reader.hpp"

#include <culprit/analyzer.hpp>

#include <string_view>

namespace culprit {

/// Applies a Filter's times and level to records.
class RecordRules final : public parse::RecordFilter {
public:
  /// Both must outlive the rules.
  RecordRules(const Filter& filter, const parse::TimeZone& zone) : filter_(filter), zone_(zone) {}

  bool passes(Level level, const std::optional<Timestamp>& time) const override;
  bool passes_bare(const std::optional<Timestamp>& time) const override;

private:
  bool is_before(Timestamp time, Timestamp bound) const;

  const Filter& filter_;
  const parse::TimeZone& zone_;
};

/// True if `class_name` matches one of the globs, or there is none. See Filter::classes.
bool matches_class(const std::vector<std::string>& globs, std::string_view class_name);

}  // namespace culprit
