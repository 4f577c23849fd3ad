#include "text/ascii.hpp"

#include <culprit/level.hpp>

#include <array>
#include <utility>

namespace culprit {
namespace {

constexpr std::array<std::string_view, kLevelCount> kNames = {"UNKNOWN", "TRACE", "DEBUG", "INFO",
                                                              "WARN",    "ERROR", "FATAL"};

constexpr std::pair<std::string_view, Level> kDialects[] = {
    {"FINEST", Level::trace}, {"FINER", Level::trace},  {"FINE", Level::debug},
    {"CONFIG", Level::debug}, {"WARNING", Level::warn}, {"SEVERE", Level::error},
};

bool equals_ignoring_case(std::string_view text, std::string_view upper) {
  if (text.size() != upper.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text::is_lower(text[i]) ? static_cast<char>(text[i] - 'a' + 'A') : text[i];
    if (c != upper[i]) return false;
  }
  return true;
}

}  // namespace

std::string_view to_string(Level level) { return kNames[static_cast<std::size_t>(level)]; }

std::optional<Level> parse_level(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (equals_ignoring_case(name, kNames[i])) return static_cast<Level>(i);
  for (const auto& [dialect, level] : kDialects)
    if (equals_ignoring_case(name, dialect)) return level;
  return std::nullopt;
}

}  // namespace culprit
