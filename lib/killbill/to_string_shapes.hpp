#pragma once

#include "parse/head_line.hpp"

namespace culprit::killbill {

/// The toString() forms of Kill Bill's exceptions that hide their class.
std::span<const parse::ToStringShape> to_string_shapes();

}  // namespace culprit::killbill
