#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace culprit::text {

/// The number that all of a text states; nothing if it states none, or one that doesn't fit.
/// `format` is a base, or a std::chars_format, as std::from_chars() takes it.
template <class Number, class... Format>
std::optional<Number> whole_number(std::string_view text, Format... format) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, format...);
  return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

}  // namespace culprit::text
