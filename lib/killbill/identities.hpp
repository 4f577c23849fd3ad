#pragma once

#include "parse/identity.hpp"

#include <span>

namespace culprit::killbill {

/// The fields of the mapped diagnostic context that say whose request it is.
std::span<const parse::IdentityField> identities();

}  // namespace culprit::killbill
