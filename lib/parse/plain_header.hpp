#pragma once

#include "parse/layout.hpp"

#include <string_view>

namespace culprit::parse {

/// locate_fields() of a header in which everything stands as the layout's elements are written: without
/// escapes, and with no value that holds the literal behind it. Nearly all are so. Returns false,
/// and leaves anything in `fields`, where that isn't sure.
bool locate_plain_fields(const Layout& layout, std::string_view line, std::size_t start_bytes,
                         HeaderFields& fields);

}  // namespace culprit::parse
