#pragma once

#include "killbill/renderings.hpp"
#include "normalize/masker.hpp"

namespace culprit::test {

/// Masks each message as a new masker would, which takes longer to make than a message to mask: with a
/// mask of the user's, which might match anything, no message is known again.
inline normalization::Masker forgetful_masker() {
  return normalization::Masker({{"mask", "text of no message"}}, killbill::renderings());
}

}  // namespace culprit::test
