#include "compare/rate_test.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace culprit::comparison {
namespace {

/// The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's
/// method. It converges in about sqrt(max(a, b)) steps where x < (a + 1) / (a + b + 2).
long double beta_fraction(long double a, long double b, long double x) {
  constexpr long double kTiny = 1e-300L;
  constexpr int kMostSteps = 10'000'000;
  const auto safe = [](long double value) { return std::abs(value) < kTiny ? kTiny : value; };
  long double c = 1;
  long double d = 1 / safe(1 - (a + b) * x / (a + 1));
  long double fraction = d;
  for (int m = 1; m < kMostSteps; ++m) {
    const long double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    fraction *= d * c;
    const long double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    fraction *= d * c;
    if (std::abs(d * c - 1) < 4 * std::numeric_limits<long double>::epsilon()) break;
  }
  return fraction;
}

/// The regularized incomplete beta function I_x(a, b), for a, b > 0 and 0 < x < 1.
long double incomplete_beta(long double a, long double b, long double x) {
  const long double front =
      std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
  return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

/// P(X >= k) for X binomial(n, p), 0 < k <= n.
long double binomial_tail(std::uint64_t k, std::uint64_t n, long double p) {
  return incomplete_beta(static_cast<long double>(k), static_cast<long double>(n - k) + 1, p);
}

}  // namespace

double equal_rates_p_value(std::uint64_t a, double exposure_a, std::uint64_t b, double exposure_b) {
  const std::uint64_t n = a + b;
  if (n == 0) return 1;
  const long double sum = static_cast<long double>(exposure_a) + exposure_b;
  // That a is at most what it is means that b is at least what it is.
  const long double at_least = a == 0 ? 1 : binomial_tail(a, n, exposure_a / sum);
  const long double at_most = b == 0 ? 1 : binomial_tail(b, n, exposure_b / sum);
  return static_cast<double>(std::min(1.0L, 2 * std::min(at_most, at_least)));
}

double discovery_threshold(std::vector<double> p_values, double q) {
  std::sort(p_values.begin(), p_values.end());
  const auto all = static_cast<double>(p_values.size());
  for (std::size_t i = p_values.size(); i > 0; --i)
    if (p_values[i - 1] <= q * static_cast<double>(i) / all) return p_values[i - 1];
  return -1;
}

}  // namespace culprit::comparison
