#pragma once

#include "parse/layout.hpp"

#include <bitset>
#include <cstddef>
#include <vector>

namespace culprit::parse {

/// Puts a layout's elements in order, ends them behind the message, and finds out
/// all that follows from them. Throws Error if they can't tell a header from
/// another line.
void plan_header(Layout& layout);

/// The bytes with which the elements from `index` on may begin, apart from escapes.
std::bitset<256> first_bytes(const std::vector<Element>& elements, std::size_t index);

}  // namespace culprit::parse
