#pragma once

#include "toml_table.hpp"

#include <culprit/problem.hpp>

namespace culprit {

/// Whether patterns are compiled to see if they are right, which takes longer than to read the rest.
enum class Patterns : bool { unchecked, checked };

/// Reads a `[[problem]]` of culprit.toml or of Kill Bill's known problems;
/// docs/cli.md describes the keys. Throws Error.
Problem read_problem(const TomlTable& table, Patterns patterns);

}  // namespace culprit
