#include "render/markup.hpp"

#include "render/code_point.hpp"

#include <fmt/format.h>

#include <iterator>

namespace culprit::render {

std::string markup_text(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  while (!text.empty()) {
    const auto [value, length] = first_code_point(text);
    switch (value) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default:
        // XML 1.0, production 2: no control characters, no U+FFFE, no U+FFFF.
        if (length == 0 || value == 0xfffe || value == 0xffff || (value < 0x20 && value != '\n'))
          escaped += "\xef\xbf\xbd";
        else escaped.append(text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return escaped;
}

std::string inline_code(std::string_view printable_text) {
  std::string code = "<code>";
  for (const char c : printable_text) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          c == ' ' || c == '.' || c == ',' || static_cast<unsigned char>(c) >= 0x80;
    // A number stands for any punctuation, whether it means something or not.
    if (is_plain) code += c;
    else fmt::format_to(std::back_inserter(code), "&#{};", static_cast<int>(c));
  }
  return code + "</code>";
}

}  // namespace culprit::render
