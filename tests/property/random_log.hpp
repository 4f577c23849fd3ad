#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace culprit::test {

/// A log of about `lines` lines in which anything may follow anything: headers
/// of several layouts, heads, frames, causes, prose that resembles them, CRLF,
/// empty lines, noise; whole traces, too.
std::string random_log(std::mt19937& random, std::size_t lines);

}  // namespace culprit::test
