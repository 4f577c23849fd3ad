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

/// What is rare is not inlined, as calls among what is not would cost that its registers.
#define CULPRIT_RARE [[gnu::noinline, gnu::cold]]

CULPRIT_RARE const char* find_near_end(const char* text, const char* end, const Element& literal) {
  const std::size_t place = std::string_view(text, end).find(literal.text);
  return place == std::string_view::npos ? nullptr : text + place;
}

CULPRIT_RARE std::string_view strip_blanks(std::string_view value) {
  skip_blanks(value);
  while (value.ends_with(' ')) value.remove_suffix(1);
  return value;
}

/// What bare_value() says of a value without escapes.
inline std::string_view without_padding(std::string_view value) {
  return value.empty() || (value.front() != ' ' && value.back() != ' ') ? value : strip_blanks(value);
}

/// A literal that is compared at once, whatever its length.
bool is_short(const Element& element) { return element.front.bits != 0; }

/// Whether a short literal stands where a row can be read.
inline bool stands_at(const char* text, const Element& literal) {
  const Element::Front& front = literal.front;
  return (bits(equal(load_row(text), front.row)) & front.bits) == front.bits;
}

inline bool begins_with(std::string_view text, const Element& literal) {
  return text.size() < kRowBytes ? text.starts_with(literal.text) : stands_at(text.data(), literal);
}

/// Where a short literal stands; null if it doesn't.
inline const char* find_literal(const char* text, const char* end, const Element& literal) {
  const char* const last_row = end - kRowBytes;
  for (; text <= last_row; text += kRowBytes) {
    std::uint32_t left = bits(equal(load_row(text), literal.front.first));
    for (; left != 0; left &= left - 1) {
      const char* const place = text + std::countr_zero(left);
      if (place > last_row) return find_near_end(place, end, literal);
      if (stands_at(place, literal)) return place;
    }
  }
  return find_near_end(text, end, literal);
}

/// Takes a field, and the literal behind it. Returns where that ends, or null.
inline const char* take_field(const Element& element, const Element& literal, const char* text,
                              const char* end, HeaderFields& fields) {
  const char* const field_end = find_literal(text, end, literal);
  if (field_end == nullptr || field_end - text > std::ptrdiff_t{kLongestField}) return nullptr;
  const std::string_view value = without_padding({text, field_end});
  if (value.empty() && field_end == text && literal.text[0] == ' ') return nullptr;
  if (!may_hold(element, value)) return nullptr;
  store(element, value, fields);
  return field_end + literal.text.size();
}

}  // namespace

bool locate_plain_fields(const Layout& layout, std::string_view line, std::size_t start_bytes,
                         HeaderFields& fields) {
  if (line.size() < kRowBytes || line.find(kEscape) != std::string_view::npos) return false;
  using Kind = Element::Kind;
  const char* text = line.data() + start_bytes;
  const char* const end = line.data() + line.size();
  const Element* element = layout.elements.data() + layout.fixed;
  const Element* const last = layout.elements.data() + layout.elements.size() - 1;
  for (; element < last; ++element) {
    const Kind kind = element->kind;
    if (kind >= Kind::thread && kind <= Kind::other) {
      if (!is_short(element[1])) return false;
      text = take_field(*element, element[1], text, end, fields);
      if (text == nullptr) return false;
      ++element;  // with the literal that ended it
    } else if (kind == Kind::literal) {
      if (!is_short(*element) || !begins_with({text, end}, *element)) return false;
      text += element->text.size();
    } else if (kind == Kind::level) {
      std::string_view rest(text, end);
      if (!element->levels.empty() || !take_common_level(rest)) return false;
      text = rest.data();
    } else if (kind == Kind::date_time) {
      const std::size_t length = match_date_time({text, end});
      if (length == 0) return false;
      text += length;
    } else if (kind == Kind::optional && is_short(element[1])) {
      if (!begins_with({text, end}, element[1])) element += element->count;
    } else {
      return false;
    }
  }
  if (element != last || last->kind != Kind::message) return false;
  store(*last, {text, end}, fields);
  return true;
}

}  // namespace culprit::parse
