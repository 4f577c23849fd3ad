#include "compare/rate_test.hpp"

#include "catch.hpp"

#include <cmath>

using culprit::comparison::discovery_threshold;
using culprit::comparison::equal_rates_p_value;

namespace {

bool agrees(double value, double expected) { return std::abs(value - expected) <= 1e-9 * expected; }

}  // namespace

TEST_CASE("the test of two rates is exact") {
  // Summed up in exact fractions.
  CHECK(agrees(equal_rates_p_value(11, 800, 21, 3011), 0.112017319575));
  CHECK(agrees(equal_rates_p_value(0, 1, 7, 1), 0.015625));
  CHECK(agrees(equal_rates_p_value(100, 1, 200, 1), 8.01487521654e-09));
  CHECK(agrees(equal_rates_p_value(100, 1, 105, 1), 0.78004022149));
  CHECK(agrees(equal_rates_p_value(0, 3, 1, 1), 0.5));
}

TEST_CASE("equal rates are no difference, whatever the exposures") {
  CHECK(equal_rates_p_value(5, 10, 5, 10) == 1);
  CHECK(equal_rates_p_value(3, 1, 30, 10) == 1);
  CHECK(equal_rates_p_value(0, 1, 0, 1) == 1);
}

TEST_CASE("the test of two rates knows no order") {
  CHECK(agrees(equal_rates_p_value(40, 3, 70, 2), equal_rates_p_value(70, 2, 40, 3)));
}

TEST_CASE("counts of billions can be tested") {
  CHECK(equal_rates_p_value(1'000'000'000, 1, 1'000'000'000, 1) > 0.9);
  CHECK(equal_rates_p_value(1'000'000'000, 1, 1'001'000'000, 1) < 1e-6);
}

TEST_CASE("of many p-values those are discoveries that are below a line through them") {
  CHECK(discovery_threshold({}, 0.05) == -1);
  CHECK(discovery_threshold({0.2, 0.9}, 0.05) == -1);
  CHECK(discovery_threshold({0.04}, 0.05) == 0.04);
  // Benjamini and Hochberg's own example: of these fifteen four are discoveries at 0.05.
  CHECK(discovery_threshold({0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
                             0.4262, 0.5719, 0.6528, 0.7590, 1.0},
                            0.05) == 0.0095);
}
