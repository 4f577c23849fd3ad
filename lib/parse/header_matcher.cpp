#include "parse/header_matcher.hpp"

#include "parse/date_time.hpp"
#include "parse/header_text.hpp"

#include <algorithm>

namespace culprit::parse {
namespace {

using Kind = Element::Kind;

std::size_t match_time(const Element& element, std::string_view text) {
  switch (element.kind) {
    case Kind::date_time: return match_date_time(text);
    case Kind::time_of_day: return match_time_of_day(text);
    default: return element.format.match(text).length;
  }
}

bool may_be_padded(Kind kind) { return kind == Kind::level || kind == Kind::number; }

}  // namespace

bool HeaderMatcher::match(std::size_t begin, std::size_t end, std::string_view& text) {
  end_ = end;
  if (!match_from(begin, text)) return false;
  text = rest_;
  return true;
}

bool HeaderMatcher::match_from(std::size_t index, std::string_view text) {
  for (; index < end_; ++index) {
    switch (elements_[index].kind) {
      case Kind::thread:
      case Kind::logger:
      case Kind::context:
      case Kind::other: return match_field(index, text);
      case Kind::optional: return match_optional(index, text);
      default:
        if (!take(index, text)) return false;
    }
  }
  rest_ = text;
  return true;
}

/// An element that is known by itself.
bool HeaderMatcher::take(std::size_t index, std::string_view& text) {
  const Element& element = elements_[index];
  switch (element.kind) {
    case Kind::literal:
      return index > 0 && may_be_padded(elements_[index - 1].kind)
                 ? take_literal_behind_padding(text, element.text)
                 : take_literal(text, element.text);
    case Kind::level: {
      skip_escapes(text);
      const auto level = element.levels.empty() ? take_level(text) : take_any_level(text, element.levels);
      level_ = level.value_or(Level::unknown);
      return level.has_value();
    }
    case Kind::message:
      skip_escapes(text);
      keep(index, text);
      text = {};
      return true;
    case Kind::end: return bare_value(text).empty();
    case Kind::number: {
      text = text.substr(std::min(text.find_first_not_of(' '), text.size()));
      skip_escapes(text);
      const std::size_t length = std::min(text.find_first_not_of("0123456789"), text.size());
      text.remove_prefix(length);
      return length != 0;
    }
    default: {
      skip_escapes(text);
      const std::size_t length = match_time(element, text);
      keep(index, text.substr(0, length));
      text.remove_prefix(length);
      return length != 0;
    }
  }
}

bool HeaderMatcher::match_optional(std::size_t index, std::string_view text) {
  if (tries_-- <= 0) return false;
  if (match_from(index + 1, text)) return true;
  const std::size_t behind = index + 1 + elements_[index].count;
  for (std::size_t i = index + 1; i < behind; ++i) keep(i, {});
  return match_from(behind, text);
}

bool HeaderMatcher::match_field(std::size_t index, std::string_view text) {
  const Element& element = elements_[index];
  // Blanks in front of a value are padding; where a blank ends it, they would end it at once.
  const std::size_t next = index + 1;
  const bool ends_line = next < elements_.size() && elements_[next].kind == Kind::end;
  std::size_t at = 0;
  if (next < elements_.size() && elements_[next].kind == Kind::literal &&
      elements_[next].text.find_first_not_of(' ') == std::string_view::npos)
    at = std::min(text.find_first_not_of(' '), text.size());
  const std::size_t most = index < required_ ? std::min(kLongestField, text.size()) : text.size();
  while ((at = find_end(next, text, at)) <= most && tries_-- > 0) {
    const std::string_view value = bare_value(text.substr(0, at));
    if (!loose_ && !may_hold(element, value)) return false;
    if (value.empty() && ends_line) return false;
    keep(index, value);
    if (match_from(next, text.substr(at))) return true;
    ++at;
  }
  return false;
}

/// Where, at `from` or behind it, the element number `index` may begin.
std::size_t HeaderMatcher::find_end(std::size_t index, std::string_view text, std::size_t from) const {
  if (from > text.size()) return std::string_view::npos;
  if (index >= end_ || elements_[index].kind == Kind::end) return text.size();
  const Element& element = elements_[index];
  switch (element.kind) {
    // At the line's end a literal's blank may be missing.
    case Kind::literal: return std::min(text.find(element.text[0], from), text.size());
    case Kind::optional:
      return std::min(find_end(index + 1, text, from), find_end(index + 1 + element.count, text, from));
    default: return from;
  }
}

}  // namespace culprit::parse
