#include "normalize/masked_message.hpp"

namespace culprit::normalization {
namespace {

std::string_view text_of(PlaceholderKind kind) {
  switch (kind) {
    case PlaceholderKind::number: return "N";
    case PlaceholderKind::uuid: return "<uuid>";
    case PlaceholderKind::ip: return "<ip>";
    case PlaceholderKind::host: return "<host>";
    case PlaceholderKind::time: return "<time>";
    case PlaceholderKind::path: return "<path>";
    case PlaceholderKind::url: return "<url>";
    case PlaceholderKind::email: return "<email>";
    case PlaceholderKind::hex: return "<hex>";
    case PlaceholderKind::mac: return "<mac>";
    case PlaceholderKind::file: return "<file>";
    case PlaceholderKind::null: return "<null>";
    case PlaceholderKind::sql: return "<sql>";
    case PlaceholderKind::any:
    case PlaceholderKind::user: break;  // a user mask has its own name
  }
  return "<*>";
}

/// Appends the text. Hands where each placeholder stands in it to `visit`.
template <class Visit>
void append(const MaskedMessage& message, std::string& text, Visit&& visit) {
  auto user_name = message.user_names.begin();
  std::string_view rest = message.key;
  for (const PlaceholderKind kind : message.kinds) {
    const std::size_t literal = rest.find('\0');
    text += rest.substr(0, literal);
    rest.remove_prefix(literal + 1);
    const std::size_t offset = text.size();
    if (kind == PlaceholderKind::user) text.append("<").append(*user_name++).append(">");
    else text += text_of(kind);
    visit(offset, text.size() - offset, kind);
  }
  text += rest;
}

}  // namespace

Template to_template(const MaskedMessage& message) {
  Template result;
  result.placeholders.reserve(message.kinds.size());
  result.text.reserve(message.key.size() + 6 * message.kinds.size());
  result.captures = message.captures;
  append(message, result.text, [&](std::size_t offset, std::size_t length, PlaceholderKind kind) {
    result.placeholders.push_back(
        {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length), kind});
  });
  return result;
}

void append_text(const MaskedMessage& message, std::string& text) {
  append(message, text, [](std::size_t, std::size_t, PlaceholderKind) {});
}

}  // namespace culprit::normalization
