#include "parse/kernels.hpp"
#include "parse/kernels_agree.hpp"

#include <cstdio>

// The kernels' test as a program of its own, for machines that are emulated.
int main() {
  const std::string wrong = culprit::test::find_kernel_disagreement();
  if (!wrong.empty()) {
    std::fprintf(stderr, "%s\n", wrong.c_str());
    return 1;
  }
  for (const culprit::parse::Kernels& kernels : culprit::parse::runnable_kernels()) std::puts(kernels.name);
}
