#include "parse/header_likeness.hpp"

#include "parse/date_time.hpp"
#include "parse/header_plan.hpp"
#include "parse/header_text.hpp"
#include "text/ascii.hpp"

#include <algorithm>

namespace culprit::parse {
namespace {

using Kind = Element::Kind;

/// Where `text` stops to look like a form in which `d` stands for a digit, and T for
/// a T or a blank.
std::size_t find_difference(std::string_view text, std::string_view form) {
  std::size_t i = 0;
  for (; i < std::min(text.size(), form.size()); ++i) {
    const bool fits = form[i] == 'd'   ? text::is_digit(text[i])
                      : form[i] == 'T' ? text[i] == 'T' || text[i] == ' '
                                       : text[i] == form[i];
    if (!fits) break;
  }
  return i;
}

DateFormat::Match match_time(const Element& element, std::string_view text) {
  switch (element.kind) {
    case Kind::date_time: return {match_date_time(text), find_difference(text, "dddd-dd-ddTdd:dd:dd")};
    case Kind::time_of_day: return {match_time_of_day(text), find_difference(text, "dd:dd:dd")};
    default: return element.format.match(text);
  }
}

/// The start that two layouts have in common, as far as it has been looked at.
class CommonStart {
public:
  CommonStart(const Layout& layout, std::string_view header, std::size_t bytes)
      : layout_(layout), header_(header), bytes_(bytes), rest_(header) {}

  bool is_through() const { return at() >= bytes_; }
  std::size_t at() const { return header_.size() - rest_.size(); }

  /// Whether one of these may stand where we are.
  bool may_hold(std::bitset<256> characters) {
    skip_escapes(rest_);
    if (is_through()) return (characters & layout_.may_follow).any();
    if (rest_.empty()) return false;
    const auto c = static_cast<unsigned char>(rest_[0]);
    if (c < '0' || c > '9') return characters[c];
    for (unsigned char digit = '0'; digit <= '9'; ++digit)
      if (characters[digit]) return true;
    return false;
  }

  void advance(std::size_t length) { rest_.remove_prefix(std::min(length, rest_.size())); }
  std::string_view& rest() { return rest_; }

private:
  const Layout& layout_;
  std::string_view header_;
  std::size_t bytes_;
  std::string_view rest_;
};

std::bitset<256> only(char c) {
  std::bitset<256> characters;
  return characters.set(static_cast<unsigned char>(c));
}

}  // namespace

bool may_begin_alike(const Layout& other, const Layout& layout, std::string_view header, std::size_t bytes) {
  if (other.regex) return true;
  CommonStart start(layout, header, bytes);
  for (std::size_t i = 0; i < other.fixed; ++i) {
    const Element& element = other.elements[i];
    if (element.kind == Kind::literal) {
      for (const char c : element.text) {
        if (!start.may_hold(only(c))) return false;
        if (start.is_through()) return true;
        start.advance(1);
      }
      continue;
    }
    skip_escapes(start.rest());
    if (start.is_through()) return true;
    // To begin with these is likeness enough.
    if (element.kind == Kind::level || element.kind == Kind::number)
      return start.may_hold(first_bytes(other.elements, i));
    const DateFormat::Match match = match_time(element, start.rest());
    if (match.length == 0) return start.at() + match.failed >= bytes;
    if (start.at() + match.length > bytes) return true;
    start.advance(match.length);
  }
  return start.may_hold(other.may_follow);
}

}  // namespace culprit::parse
