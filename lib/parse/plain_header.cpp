#include "parse/plain_header.hpp"

#include "parse/date_time.hpp"
#include "parse/header_text.hpp"
#include "text/row.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace culprit::parse {
namespace {

using text::bits;
using text::equal;
using text::kRowBytes;
using text::load_row;

/// Whether the text goes on with the literal, which is compared at once, whatever its length.
inline bool begins_with(const char* text, const char* end, const Element& literal) {
  const Element::Front& front = literal.front;
  if (end - text < std::ptrdiff_t{kRowBytes} || front.bits == 0)
    return std::string_view(text, end).starts_with(literal.text);
  return (bits(equal(load_row(text), front.row)) & front.bits) == front.bits;
}

/// Where the literal stands; the text's end if it doesn't.
inline const char* find_literal(const char* text, const char* end, const Element& literal) {
  for (; end - text >= std::ptrdiff_t{kRowBytes}; text += kRowBytes)
    for (std::uint32_t left = bits(equal(load_row(text), literal.front.first)); left != 0; left &= left - 1)
      if (const char* const place = text + std::countr_zero(left); begins_with(place, end, literal))
        return place;
  return text +
         std::min(std::string_view(text, end).find(literal.text), static_cast<std::size_t>(end - text));
}

/// What bare_value() says of a value without escapes.
inline std::string_view without_padding(std::string_view value) {
  skip_blanks(value);
  while (value.ends_with(' ')) value.remove_suffix(1);
  return value;
}

/// Takes a field, and the literal behind it. Returns where that ends, or null.
inline const char* take_field(const Element& element, const Element& literal, const char* text,
                              const char* end, HeaderFields& fields) {
  const char* const field_end = find_literal(text, end, literal);
  const std::ptrdiff_t length = field_end - text;
  if (field_end == end || length > std::ptrdiff_t{kLongestField} || (length == 0 && literal.text[0] == ' '))
    return nullptr;
  const std::string_view value = without_padding({text, field_end});
  if (!may_hold(element, value)) return nullptr;
  store(element, value, fields);
  return field_end + literal.text.size();
}

}  // namespace

bool locate_plain_fields(const Layout& layout, std::string_view line, HeaderFields& fields) {
  if (line.find(kEscape) != std::string_view::npos) return false;
  using Kind = Element::Kind;
  const char* text = line.data();
  const char* const end = text + line.size();
  const Element* element = layout.elements.data();
  const Element* const last = element + layout.elements.size() - 1;
  for (; element < last; ++element) {
    switch (element->kind) {
      case Kind::literal:
        if (!begins_with(text, end, *element)) return false;
        text += element->text.size();
        break;
      case Kind::date_time: {
        const std::size_t length = match_date_time({text, end});
        if (length == 0) return false;
        text += length;
        break;
      }
      case Kind::level: {
        std::string_view rest(text, end);
        if (!element->levels.empty() || !take_common_level(rest)) return false;
        text = rest.data();
        break;
      }
      case Kind::thread:
      case Kind::logger:
      case Kind::context:
      case Kind::other:
        if (element[1].kind != Kind::literal) return false;
        text = take_field(*element, element[1], text, end, fields);
        if (text == nullptr) return false;
        ++element;  // with the literal that ended it
        break;
      case Kind::optional:
        if (element[1].kind != Kind::literal) return false;
        if (!begins_with(text, end, element[1])) element += element->count;
        break;
      default: return false;
    }
  }
  if (element != last || last->kind != Kind::message) return false;
  store(*last, {text, end}, fields);
  return true;
}

}  // namespace culprit::parse
