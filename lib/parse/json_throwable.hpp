#pragma once

#include "parse/json_document.hpp"
#include "parse/library_frames.hpp"

#include <culprit/event.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// Reads a throwable that was written as an object: log4j2's `thrown`, logback's `throwable`,
/// JBoss' `exception`, and whoever uses names like theirs. Appends it to `throwables` with
/// its causes and what it suppressed, no more than `limit`; parents count from `throwables`' size.
///
/// Where the object, or an array of lines, holds the trace as it would have been printed, that
/// is returned instead, and nothing is appended. Nothing either if the value is no throwable.
std::string_view read_json_throwable(JsonDocument& document, std::uint32_t node, std::size_t limit,
                                     const LibraryFrames& library, std::vector<Throwable>& throwables);

/// A trace as a string, or as an array of lines, which are joined.
std::string_view read_json_trace(JsonDocument& document, std::uint32_t node);

}  // namespace culprit::parse
