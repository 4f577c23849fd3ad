#pragma once

#include <string>

namespace culprit::test {

/// Runs all kernels that this machine has on random and hostile texts, against loops that
/// look at one byte after the other. Returns what the first of them does wrong; empty if
/// all agree. It needs no test framework: so it runs on other architectures, too.
std::string find_kernel_disagreement();

}  // namespace culprit::test
