#include "parse/header_text.hpp"

#include "text/ascii.hpp"

namespace culprit::parse {
namespace {

struct DialectName {
  std::string_view name;
  Level level;
};

constexpr DialectName kDialects[] = {
    {"INFO", Level::info},    {"WARN", Level::warn},    {"DEBUG", Level::debug}, {"ERROR", Level::error},
    {"TRACE", Level::trace},  {"WARNING", Level::warn}, {"FATAL", Level::fatal}, {"SEVERE", Level::error},
    {"FINEST", Level::trace}, {"CONFIG", Level::debug}, {"FINER", Level::trace}, {"FINE", Level::debug},
};

/// One of `names` that no other letter follows.
std::optional<Level> take_name(std::string_view& text, const auto& names) {
  for (const auto& [name, level] : names) {
    if (!text.starts_with(name) || (text.size() > name.size() && text::is_letter(text[name.size()])))
      continue;
    text.remove_prefix(name.size());
    return level;
  }
  return std::nullopt;
}

}  // namespace

std::size_t escapes_length(std::string_view text) {
  std::size_t length = 0;
  while (length + 1 < text.size() && text[length] == kEscape && text[length + 1] == '[') {
    const std::size_t end = text.find_first_not_of("0123456789;", length + 2);
    if (end == std::string_view::npos || text[end] != 'm') break;
    length = end + 1;
  }
  return length;
}

std::string_view strip_value(std::string_view text) {
  for (std::size_t before = text.size() + 1; text.size() < before;) {
    before = text.size();
    skip_escapes(text);
    skip_blanks(text);
  }
  for (std::size_t before = text.size() + 1; text.size() < before;) {
    before = text.size();
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (!text.ends_with('m')) break;  // as each escape does
    if (const std::size_t escape = text.rfind(kEscape);
        escape != std::string_view::npos && escape + escapes_length(text.substr(escape)) == text.size())
      text.remove_suffix(text.size() - escape);
  }
  return text;
}

bool take_altered_literal(std::string_view& text, std::string_view literal) {
  std::string_view rest = text;
  for (std::size_t i = 0; i < literal.size(); ++i) {
    skip_escapes(rest);
    if (rest.empty() && literal.find_first_not_of(' ', i) == std::string_view::npos) break;
    if (rest.empty() || rest[0] != literal[i]) return false;
    rest.remove_prefix(1);
  }
  text = rest;
  return true;
}

bool take_literal_behind_padding(std::string_view& text, std::string_view literal) {
  for (std::string_view rest = text;; rest.remove_prefix(1)) {
    skip_escapes(rest);
    if (take_literal(rest, literal)) {
      text = rest;
      return true;
    }
    if (rest.empty() || rest[0] != ' ') return false;
  }
}

std::optional<Level> take_any_level(std::string_view& text, std::span<const LevelName> names) {
  std::string_view rest = text;
  skip_blanks(rest);
  skip_escapes(rest);
  skip_blanks(rest);
  const auto level = names.empty() ? take_name(rest, kDialects) : take_name(rest, names);
  if (level) text = rest;
  return level;
}

}  // namespace culprit::parse
