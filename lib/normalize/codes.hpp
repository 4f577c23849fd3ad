#pragma once

#include "normalize/scan.hpp"

#include <span>

namespace culprit::normalization {

/// Codes that stay, as a code is a name and no quantity: the status in
/// `HTTP/1.1 503`, `HTTP response code: 404`, and `SQLState: 08S01`.
std::span<const LiteralRule> code_rules();

}  // namespace culprit::normalization
