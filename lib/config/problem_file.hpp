#pragma once

#include "config/toml_table.hpp"

#include <culprit/problem.hpp>

namespace culprit::config {

/// Reads a `[[problem]]` of culprit.toml; docs/cli.md describes the keys. Throws Error.
Problem read_problem(const TomlTable& table);

}  // namespace culprit::config
