#pragma once

#include "parse/json_document.hpp"

#include <culprit/event.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// OpenTelemetry's values say their type, `{"stringValue": "x"}`: the node of the value itself. Any
/// other node as it is.
std::uint32_t unwrap_otel_value(JsonDocument& document, std::uint32_t node);

/// Adds the MDC fields below a member to `context`: nested ones under their names
/// joined with dots, lists of `{"key": …, "value": …}` (log4j 2.0 to 2.9) and of
/// `{"name": "value"}` (logback's kvpList) as if they were objects. Empty values, other lists,
/// and what would take more names than a logger writes are left out: of a record whose fields
/// begin at `begin` of `context`.
void add_json_context(JsonDocument& document, std::string_view name, std::uint32_t node, std::size_t begin,
                      std::vector<ContextField>& context);

}  // namespace culprit::parse
