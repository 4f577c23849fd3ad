#pragma once

#include "layout.hpp"
#include "random.hpp"

#include <string_view>

namespace culprit::bench {

/// A record without a throwable: its header's part and the pattern of its message.
struct Remark {
  Event event;
  std::string_view message;
};

/// What a healthy server says: INFO, but for one WARN in 2,000 and one ERROR in 10,000.
const Remark& next_remark(Random& random);

}  // namespace culprit::bench
