#include "render/markup.hpp"

#include "render/code_point.hpp"
#include "text/ascii.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>

namespace culprit::render {
namespace {

/// Letters, digits, and what isn't ASCII.
bool is_word(char c) { return text::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }

/// The length of what joins the words of a name at the front of `text`: `.`, `_`, `$` or `::`.
std::size_t joint_at(std::string_view text) {
  if (text.starts_with("::")) return 2;
  return text.starts_with('.') || text.starts_with('_') || text.starts_with('$') ? 1 : 0;
}

/// Whether Markdown and GitHub see nothing but words in it: they, with spaces and parentheses, or joined to
/// names.
bool is_inert(std::string_view text) {
  if (text.find("www.") != std::string_view::npos) return false;
  for (std::size_t at = 0; at < text.size();) {
    if (is_word(text[at]) || text[at] == ' ' || text[at] == '(' || text[at] == ')') {
      ++at;
      continue;
    }
    const std::size_t joint = joint_at(text.substr(at));
    const std::size_t end = at + joint;
    if (joint == 0 || at == 0 || !is_word(text[at - 1]) || end == text.size() || !is_word(text[end]))
      return false;
    at = end;
  }
  return true;
}

}  // namespace

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
    const bool is_plain = is_word(c) || c == ' ' || c == ',' || (c == '.' && !code.ends_with("www"));
    // A number stands for any punctuation, whether it means something or not.
    if (is_plain) code += c;
    else fmt::format_to(std::back_inserter(code), "&#{};", static_cast<int>(c));
    // GitHub looks for addresses in what the references stand for, code or not, and doesn't look beyond a
    // comment.
    if (c == '@') code += "<!---->";
  }
  return code + "</code>";
}

std::string inline_text(std::string_view printable_text) {
  return is_inert(printable_text) ? std::string(printable_text) : inline_code(printable_text);
}

}  // namespace culprit::render
