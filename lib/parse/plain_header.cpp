#include "parse/plain_header.hpp"

#include "parse/date_time.hpp"
#include "parse/header_text.hpp"
#include "parse/row.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace culprit::parse {
namespace {

/// Whether the line goes on with the literal: all of it is compared at once, whatever its length.
inline bool begins_with(std::string_view line, const Element& literal) {
  const std::size_t size = literal.text.size();
  if (line.size() < kRowBytes || size > kRowBytes) return line.starts_with(literal.text);
  const std::uint32_t expected = (1U << size) - 1;
  return (bits(equal(load_row(line.data()), literal.front)) & expected) == expected;
}

/// What bare_value() says of a value without escapes.
std::string_view without_padding(std::string_view value) {
  skip_blanks(value);
  while (value.ends_with(' ')) value.remove_suffix(1);
  return value;
}

inline std::size_t find_literal(std::string_view text, const Element& literal) {
  const auto begins = [first = literal.text[0]](Row row) { return equal(row, first); };
  for (std::size_t at = 0;; ++at) {
    at = find_in_rows(text, at, begins);
    if (at == text.size()) return std::string_view::npos;
    if (begins_with(text.substr(at), literal)) return at;
  }
}

/// Takes a field, and the literal behind it.
bool take_field(const Element& element, const Element& next, std::string_view& line, HeaderFields& fields) {
  const std::size_t end = find_literal(line, next);
  if (end > kLongestField || (end == 0 && next.text[0] == ' ')) return false;
  const std::string_view value = without_padding(line.substr(0, end));
  if (!may_hold(element, value)) return false;
  store(element, value, fields);
  line.remove_prefix(end + next.text.size());
  return true;
}

}  // namespace

bool locate_plain_fields(const Layout& layout, std::string_view line, HeaderFields& fields) {
  if (line.find(kEscape) != std::string_view::npos) return false;
  using Kind = Element::Kind;
  const std::span<const Element> elements = layout.elements;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Element& element = elements[i];
    switch (element.kind) {
      case Kind::literal:
        if (!begins_with(line, element)) return false;
        line.remove_prefix(element.text.size());
        break;
      case Kind::date_time: {
        const std::size_t length = match_date_time(line);
        if (length == 0) return false;
        line.remove_prefix(length);
        break;
      }
      case Kind::level:
        if (!element.levels.empty() || !take_common_level(line)) return false;
        break;
      case Kind::thread:
      case Kind::logger:
      case Kind::context:
      case Kind::other:
        if (i + 1 == elements.size() || elements[i + 1].kind != Kind::literal ||
            !take_field(element, elements[i + 1], line, fields))
          return false;
        ++i;  // with the literal that ended it
        break;
      case Kind::optional:
        if (elements[i + 1].kind != Kind::literal) return false;
        if (!begins_with(line, elements[i + 1])) i += element.count;
        break;
      case Kind::message: store(element, line, fields); return i + 1 == elements.size();
      default: return false;
    }
  }
  return false;
}

}  // namespace culprit::parse
