#pragma once

#include "parse/layout.hpp"

namespace culprit::killbill {

/// The layouts that Kill Bill ships beside the frameworks' own.
std::vector<parse::Layout> layouts();

}  // namespace culprit::killbill
