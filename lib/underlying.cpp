#include "killbill/wrappers.hpp"

#include <culprit/underlying.hpp>

namespace culprit {

Underlying underlying(std::string_view message) noexcept {
  return normalization::unwrap(message, killbill::wrappers());
}

}  // namespace culprit
