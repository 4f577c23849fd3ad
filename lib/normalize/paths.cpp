#include "normalize/paths.hpp"

#include "normalize/characters.hpp"
#include "normalize/first_byte_index.hpp"
#include "normalize/identifiers.hpp"

#include <algorithm>
#include <array>

namespace culprit::normalization {
namespace {

constexpr std::array<bool, 256> kComponents = [] {
  std::array<bool, 256> components{};
  for (unsigned c = 0; c < 256; ++c)
    components[c] = c >= 128 || is_label(static_cast<char>(c)) || one_of(static_cast<char>(c), ".~+%$@#!&*");
  return components;
}();
constexpr bool is_component(char c) { return kComponents[static_cast<unsigned char>(c)]; }

constexpr bool is_file_name(char c) { return is_label(c) || one_of(c, ".+"); }

constexpr bool ends_query(char c) { return is_space(c) || one_of(c, "\"'`()[]{}<>,;"); }

/// Two or more components between separators, the first separator at `at`.
/// A full stop at the end belongs to the sentence.
std::size_t match_components(std::string_view text, std::size_t at, char separator) {
  std::size_t end = run_end(text, at + 1, is_component);
  if (end == at + 1 || byte_at(text, end) != separator || !is_component(byte_at(text, end + 1))) return 0;
  end = run_end(text, end, [separator](char c) { return c == separator || is_component(c); });
  while (text[end - 1] == '.') --end;
  return end - at;
}

// By first byte.
constexpr auto kExtensions = std::to_array<std::string_view>({
    "7z",   "bak", "bin", "bz2", "cfg", "cnf",        "conf", "crt", "csv", "dat", "data", "db",
    "deb",  "ear", "env", "gem", "gz",  "hprof",      "html", "ini", "jar", "jks", "jpg",  "json",
    "log",  "pdf", "pem", "pid", "png", "properties", "rar",  "rpm", "sql", "tar", "tgz",  "tmp",
    "toml", "tsv", "txt", "war", "xml", "xz",         "yaml", "yml", "zip", "zst",
});
constexpr FirstByteIndex kExtensionsByFirstByte(kExtensions,
                                                [](std::string_view extension) { return extension; });

bool is_extension(std::string_view text) {
  const auto range = kExtensionsByFirstByte[to_lower(text[0])];
  return std::any_of(
      kExtensions.begin() + range.begin, kExtensions.begin() + range.end,
      [&](std::string_view known) { return known.size() == text.size() && matches_lower(text, 0, known); });
}

}  // namespace

std::size_t match_path(std::string_view text, std::size_t at, bool detached) {
  const char before = byte_before(text, at);
  if (!detached && (before == '/' || (is_component(before) && before != '~'))) return 0;
  std::size_t length = match_components(text, at, '/');
  if (length == 0) return 0;
  const std::size_t end = at + length;
  if (byte_at(text, end) == '?') {
    std::size_t query_end = run_end(text, end, [](char c) { return !ends_query(c); });
    while (one_of(text[query_end - 1], ".:?")) --query_end;
    length = std::max(length, query_end - at);
  }
  return length;
}

std::size_t match_windows_path(std::string_view text, std::size_t at) {
  if (!is_letter(byte_at(text, at)) || byte_at(text, at + 1) != ':') return 0;
  const char separator = byte_at(text, at + 2);
  if (separator != '\\' && separator != '/') return 0;
  const std::size_t components = match_components(text, at + 2, separator);
  return components > 0 ? components + 2 : 0;
}

std::size_t match_file(std::string_view text, std::size_t at) {
  if (is_file_name(byte_before(text, at))) return 0;
  const std::size_t run = run_end(text, at, is_file_name);
  std::size_t end = run;
  while (end > at && !is_alnum(text[end - 1])) --end;
  const std::string_view name = text.substr(at, end - at);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || byte_at(text, run) == '(') return 0;
  if (!is_extension(name.substr(dot + 1))) return 0;
  // Packages are called java.util.zip and javax.xml; a bundle's file has its version in the name.
  const bool package = is_java_name(name) &&
                       std::none_of(name.begin(), name.end(), [](char c) { return is_digit(c) || c == '-'; });
  return package ? 0 : end - at;
}

bool is_source_extension(std::string_view extension) {
  constexpr auto kSources = std::to_array<std::string_view>(
      {"java", "rb",  "scala", "kt", "groovy", "py", "js",  "ts",  "c",   "cc", "cpp",
       "h",    "hpp", "go",    "rs", "php",    "cs", "clj", "erb", "jsp", "sh", "pl"});
  return std::find(kSources.begin(), kSources.end(), extension) != kSources.end();
}

}  // namespace culprit::normalization
