#pragma once

#include "parse/json_document.hpp"

#include <cstdint>
#include <string_view>

namespace culprit::parse {

/// Puts the arguments, an array, into an SLF4J message: `Processed {} of {}`. logback's
/// JsonEncoder writes them apart unless it is told otherwise. The result lives as long as
/// the document's texts.
std::string_view format_slf4j(JsonDocument& document, std::string_view message, std::uint32_t arguments);

}  // namespace culprit::parse
