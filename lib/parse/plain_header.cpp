#include "parse/plain_header.hpp"

#include "parse/date_time.hpp"
#include "parse/header_text.hpp"
#include "parse/row.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace culprit::parse {
namespace {

/// Whether two texts begin and end with the same word; that is all of them, if they are no longer than two.
template <class Word>
bool are_equal(const char* a, const char* b, std::size_t size) {
  const auto differ_at = [&](std::size_t at) {
    Word of_a, of_b;
    std::memcpy(&of_a, a + at, sizeof(Word));
    std::memcpy(&of_b, b + at, sizeof(Word));
    return of_a ^ of_b;
  };
  return (differ_at(0) | differ_at(size - sizeof(Word))) == 0;
}

/// Literals are so short that calling memcmp() would cost more.
inline bool begins_with(std::string_view text, std::string_view literal) {
  const std::size_t size = literal.size();
  if (text.size() < size || size < 2 || size > 2 * sizeof(std::uint64_t)) return text.starts_with(literal);
  if (size >= sizeof(std::uint64_t)) return are_equal<std::uint64_t>(text.data(), literal.data(), size);
  if (size >= sizeof(std::uint32_t)) return are_equal<std::uint32_t>(text.data(), literal.data(), size);
  return are_equal<std::uint16_t>(text.data(), literal.data(), size);
}

/// What bare_value() says of a value without escapes.
std::string_view without_padding(std::string_view value) {
  skip_blanks(value);
  while (value.ends_with(' ')) value.remove_suffix(1);
  return value;
}

/// Values are so short that calling memchr() would cost more.
inline std::size_t find_near(std::string_view text, char c, std::size_t at) {
  for (; at + kRowBytes <= text.size(); at += kRowBytes)
    if (const std::uint32_t found = bits(equal(load_row(text.data() + at), c)); found != 0)
      return at + static_cast<std::size_t>(std::countr_zero(found));
  return text.find(c, at);
}

inline std::size_t find_literal(std::string_view text, std::string_view literal) {
  for (std::size_t at = 0;; ++at) {
    at = find_near(text, literal[0], at);
    if (at == std::string_view::npos || begins_with(text.substr(at), literal)) return at;
  }
}

/// Takes a field, and the literal behind it.
bool take_field(const Element& element, std::string_view next, std::string_view& line, HeaderFields& fields) {
  const std::size_t end = find_literal(line, next);
  if (end > kLongestField || (end == 0 && next.front() == ' ')) return false;
  const std::string_view value = without_padding(line.substr(0, end));
  if (!may_hold(element, value)) return false;
  store(element, value, fields);
  line.remove_prefix(end + next.size());
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
        if (!begins_with(line, element.text)) return false;
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
            !take_field(element, elements[i + 1].text, line, fields))
          return false;
        ++i;  // with the literal that ended it
        break;
      case Kind::optional:
        if (elements[i + 1].kind != Kind::literal) return false;
        if (!begins_with(line, elements[i + 1].text)) i += element.count;
        break;
      case Kind::message: store(element, line, fields); return i + 1 == elements.size();
      default: return false;
    }
  }
  return false;
}

}  // namespace culprit::parse
