#pragma once

#include "normalize/scan.hpp"

#include <span>

namespace culprit::normalization {

/// Statements in a message, with the values bound to them, which may be
/// customers' data:
///  - in quotes: `near 'insert into t values (1)' at line 1` is `near '<sql>' at line N`;
///  - JDBI's context: `[statement:"…", located:"…", rewritten:"…", arguments:{…}]` is `<sql>`;
///  - behind the labels of H2 and MariaDB: `SQL statement: <sql>`, `Query is: <sql>`.
/// One that was cut off reaches to the end of the message.
std::span<const LiteralRule> sql_rules();

}  // namespace culprit::normalization
