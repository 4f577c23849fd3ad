#include "parse/kernels.hpp"

#include "catch.hpp"
#include "parse/kernels_agree.hpp"

#include <algorithm>
#include <string>

using namespace culprit;

TEST_CASE("all kernels agree, on random and on hostile text") {
  CHECK(test::find_kernel_disagreement() == "");
}

TEST_CASE("there is a kernel for each machine, and the portable one is the last resort") {
  REQUIRE(!parse::runnable_kernels().empty());
  CHECK(parse::runnable_kernels().front().name == std::string("portable"));
  CHECK(parse::fastest_kernels().name == parse::runnable_kernels().back().name);
}
