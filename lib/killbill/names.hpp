#pragma once

#include "normalize/merge_tokens.hpp"

#include <span>

namespace culprit::killbill {

/// Where Kill Bill's messages have a name that tells what broke: templates that
/// differ there never become one, however many there are.
std::span<const normalization::FixedPlace> names();

}  // namespace culprit::killbill
