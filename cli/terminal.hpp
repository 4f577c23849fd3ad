#pragma once

#include <cstddef>
#include <string_view>

namespace culprit::cli {

/// True if a file descriptor is a terminal.
bool is_terminal(int descriptor);

/// Columns of the terminal at standard output; COLUMNS if it is set, 80 if nothing tells.
std::size_t terminal_width();

/// Whether to colour what goes to standard output. `when` is "auto", "always" or
/// "never"; auto heeds NO_COLOR (https://no-color.org) and TERM=dumb.
bool wants_color(std::string_view when);

}  // namespace culprit::cli
