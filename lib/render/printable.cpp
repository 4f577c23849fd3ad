#include "render/printable.hpp"

#include "render/code_point.hpp"

#include <culprit/render.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace culprit::render {
namespace {

bool is_control(std::uint32_t c) {
  // Beside the control characters: line and paragraph separators, and marks that reverse the direction of
  // writing.
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

std::size_t columns_of(std::uint32_t c) {
  if ((c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200d) || (c >= 0xfe00 && c <= 0xfe0f)) return 0;
  const bool is_wide =
      (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
      (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
      (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
  return is_wide ? 2 : 1;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const auto [value, length] = first_code_point(text);
    if (length != 0 && !is_control(value)) {
      shown.append(text.substr(0, length));
    } else if (text[0] == '\n') {
      shown += "\\n";
    } else if (text[0] == '\t') {
      shown += "\\t";
    } else if (text[0] == '\r') {
      shown += "\\r";
    } else if (text[0] == '\x1b') {
      shown += "\\e";
    } else if (length > 1) {
      fmt::format_to(std::back_inserter(shown), "\\u{{{:x}}}", value);
    } else {
      fmt::format_to(std::back_inserter(shown), "\\x{:02x}", static_cast<unsigned char>(text[0]));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return shown;
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto [value, length] = first_code_point(text);
    width += columns_of(value);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return width;
}

std::size_t prefix_of_width(std::string_view text, std::size_t columns) {
  std::size_t at = 0, width = 0;
  while (at < text.size()) {
    const auto [value, length] = first_code_point(text.substr(at));
    width += columns_of(value);
    if (width > columns) break;
    at += length == 0 ? 1 : length;
  }
  return at;
}

}  // namespace culprit::render

namespace culprit {

std::string render_for_terminal(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    for (bool is_first = true;; is_first = false) {
      if (!is_first) shown += '\t';
      const std::size_t tab = std::min(line.find('\t'), line.size());
      shown += render::printable(line.substr(0, tab));
      if (tab == line.size()) break;
      line.remove_prefix(tab + 1);
    }
    shown += '\n';
  }
  return shown;
}

}  // namespace culprit
