#pragma once

#include "layout.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace culprit::bench {

/// True for layouts whose records are JSON objects.
bool writes_json(Layout layout);

/// True for layouts whose lines somebody wrapped, each by itself.
bool wraps_lines(Layout layout);

/// Appends a record as a JSON object, on one line. `trace` is as printed, or empty.
void append_json_record(Layout layout, const Event& event, const HeaderValues& header,
                        std::string_view message, std::string_view trace, std::string& out);

/// Appends the lines of `text` as a container's runtime keeps them.
void append_wrapped(Layout layout, const HeaderValues& header, std::string_view text, std::string& out);

}  // namespace culprit::bench
