#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace culprit::render {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 0;  ///< in bytes; 0 if there is no valid one
};

/// The code point at the start of `text`, which isn't empty, in UTF-8: no
/// overlong forms, no surrogates.
CodePoint first_code_point(std::string_view text);

}  // namespace culprit::render
