#pragma once

#include "summarize/merged_groups.hpp"
#include "summarize/tables.hpp"

#include <culprit/summary.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace culprit::summarize {

/// What a chain's last throwable is about, whatever wraps it: views into it.
struct RootText {
  std::string_view class_name;  ///< empty if wrappers hide it
  std::string_view text;        ///< a part of its template
  int code = 0;                 ///< as in RootCause
};

RootText root_text(const ChainLink& last);

/// What the groups' chains end in, each once, whatever wraps it. `causes` says what
/// more is known of them.
std::vector<RootCause> find_root_causes(std::span<const MergedGroup> groups,
                                        const BoundedMap<StoredCause>& causes);

}  // namespace culprit::summarize
