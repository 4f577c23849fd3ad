#pragma once

#include <string>
#include <string_view>

namespace culprit::render {

/// Appends `text` as a string of JSON, in quotes. Bytes that are no UTF-8 become U+FFFD.
void append_json_string(std::string& json, std::string_view text);

}  // namespace culprit::render
