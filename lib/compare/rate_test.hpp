#pragma once

#include <cstdint>
#include <vector>

namespace culprit::comparison {

/// The probability of counts that differ as much as these or more, if both are of
/// one Poisson rate: of n = a + b, a is then binomial with p = exposure_a / (exposure_a
/// + exposure_b). Two-sided: twice the smaller tail, at most 1. Exposures are above 0.
double equal_rates_p_value(std::uint64_t a, double exposure_a, std::uint64_t b, double exposure_b);

/// The largest of `p_values` that is a discovery at the rate `q` of false ones, by
/// Benjamini and Hochberg (1995); -1 if none is.
double discovery_threshold(std::vector<double> p_values, double q);

}  // namespace culprit::comparison
