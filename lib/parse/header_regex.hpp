#pragma once

#include "parse/date_format.hpp"
#include "parse/layout.hpp"

#include <culprit/level.hpp>
#include <culprit/timestamp.hpp>

#include <re2/re2.h>

#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// A header line as a user's RE2 with named groups tells it; see UserLayout.
class HeaderRegex {
public:
  /// Throws Error if it is no RE2, or has neither a group for the time nor one for the level.
  explicit HeaderRegex(const std::string& pattern);

  std::optional<Level> match(std::string_view line) const;
  std::optional<Timestamp> time(std::string_view line) const;
  void locate(std::string_view line, HeaderFields& fields) const;

  bool has_time() const { return time_ != 0; }

  /// Bytes that a header may begin with.
  std::bitset<256> may_begin() const;

private:
  struct ContextGroup {
    std::string name;
    int number;
  };

  bool find_groups(std::string_view line, std::vector<re2::StringPiece>& groups) const;

  re2::RE2 regex_;
  std::vector<DateFormat> formats_;  // tried for times that aren't ISO 8601
  // Numbers of groups; 0: there is none of that name.
  int time_ = 0;
  int level_ = 0;
  int logger_ = 0;
  int thread_ = 0;
  int message_ = 0;
  std::vector<ContextGroup> context_;
};

}  // namespace culprit::parse
