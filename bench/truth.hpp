#pragma once

#include "trace.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::bench {

/// What a log holds, counted as it is made.
class Truth {
public:
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;

  /// Counts a record that carries no throwable.
  void add(std::string_view level);

  /// Counts a record with the trace of a failure.
  void add(const Failure& failure, std::size_t reason);

  /// In the terms of culprit's own summary; rows and groups in order of first appearance.
  nlohmann::json as_json() const;

private:
  struct Group {
    const Failure* failure;
    std::size_t reason;
    std::uint64_t count;
  };

  std::map<std::string_view, std::uint64_t> levels_;
  std::uint64_t errors_ = 0;
  std::uint64_t occurrences_ = 0;
  std::vector<Group> groups_;
};

}  // namespace culprit::bench
