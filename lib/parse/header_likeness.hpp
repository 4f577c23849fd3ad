#pragma once

#include "parse/layout.hpp"

#include <cstddef>
#include <string_view>

namespace culprit::parse {

/// Says whether some line may be a header of `other` that begins like `header`,
/// of which the first `bytes` are the fixed start in `layout`: with the same
/// characters, but perhaps other digits, and with what `layout` has behind them.
bool may_begin_alike(const Layout& other, const Layout& layout, std::string_view header, std::size_t bytes);

}  // namespace culprit::parse
