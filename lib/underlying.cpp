#include "killbill/wrappers.hpp"

#include <culprit/underlying.hpp>

namespace culprit {

Underlying underlying(std::string_view message) noexcept { return killbill::wrappers().unwrap(message); }

}  // namespace culprit
