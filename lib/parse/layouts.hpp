#pragma once

#include "parse/layout.hpp"

#include <culprit/layout.hpp>

#include <vector>

namespace culprit::parse {

/// The layouts of logging frameworks as they come. Of two that fit a line the
/// earlier one counts.
std::vector<Layout> framework_layouts();

/// A layout of the user's own. Throws Error if it makes no sense.
Layout compile_layout(const UserLayout& layout);

}  // namespace culprit::parse
