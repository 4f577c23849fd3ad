#pragma once

#include <culprit/problem.hpp>

#include <vector>

namespace culprit::killbill {

/// What culprit knows of failures of Kill Bill.
std::vector<Problem> known_problems();

}  // namespace culprit::killbill
