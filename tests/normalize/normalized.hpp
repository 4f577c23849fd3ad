#pragma once

#include <culprit/normalizer.hpp>

#include <fmt/format.h>

#include <string>
#include <string_view>

/// The template of a message, as people see it.
inline std::string normalized(std::string_view message) { return culprit::normalize(message).text; }

/// The numbers in a message, `5 s, 1024 B, 3`.
inline std::string captured(std::string_view message) {
  std::string result;
  for (const culprit::Capture& capture : culprit::normalize(message).captures) {
    if (!result.empty()) result += ", ";
    result += fmt::format("{}", capture.value);
    if (capture.unit == culprit::Unit::seconds) result += " s";
    if (capture.unit == culprit::Unit::bytes) result += " B";
  }
  return result;
}
