#include "parse/header_plan.hpp"

#include <culprit/error.hpp>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <iterator>

namespace culprit::parse {
namespace {

using Kind = Element::Kind;
using Elements = std::vector<Element>;

bool is_date(Kind kind) { return kind == Kind::date_time || kind == Kind::time_of_day || kind == Kind::date; }

bool is_field(Kind kind) {
  return kind == Kind::thread || kind == Kind::logger || kind == Kind::context || kind == Kind::other;
}

bool is_blank(const Element& element) {
  return element.kind == Kind::literal && element.text.find_first_not_of(' ') == std::string::npos;
}

bool has(const Elements& elements, Kind kind) {
  return std::ranges::find(elements, kind, &Element::kind) != elements.end();
}

auto position(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result.append(c == '\'' ? 2 : 1, c);
  return result + "'";
}

/// `%d{yyyy-MM-dd} %d{HH:mm:ss}`: one time in two parts.
void join_dates(Elements& elements) {
  if (has(elements, Kind::optional)) return;
  for (std::size_t i = 0; i + 2 < elements.size(); ++i) {
    Element &first = elements[i], &between = elements[i + 1], &second = elements[i + 2];
    if (first.kind != Kind::date || between.kind != Kind::literal || second.kind != Kind::date) continue;
    if (first.text.empty() || second.text.empty()) continue;
    first.text += quoted(between.text) + second.text;
    first.format = DateFormat(first.text);
    elements.erase(elements.begin() + position(i + 1), elements.begin() + position(i + 3));
  }
}

/// Where a layout writes no logger, the class that logs (%C) takes its place.
void name_logger(Elements& elements) {
  if (has(elements, Kind::logger)) return;
  const auto found = std::ranges::find_if(elements, [](const Element& element) {
    return element.kind == Kind::other && (element.text == "C" || element.text == "class");
  });
  if (found != elements.end()) found->kind = Kind::logger;
}

/// Ends the elements with the message, or with the line.
void end_elements(Layout& layout) {
  Elements& elements = layout.elements;
  const auto first = std::ranges::find_if(elements, [](const Element& e) { return e.kind != Kind::end; });
  elements.erase(elements.begin(), first);
  auto last = std::ranges::find_if(
      elements, [](const Element& e) { return e.kind == Kind::end || e.kind == Kind::message; });
  if (last == elements.end()) {
    elements.push_back({Kind::message});
    last = std::prev(elements.end());
  }
  const auto behind = std::distance(last, elements.end());
  layout.level_follows = last->kind == Kind::end && behind > 2 && last[1].kind == Kind::level &&
                         last[2].kind == Kind::literal && last[2].text.starts_with(':');
  elements.erase(std::next(last), elements.end());
  // Nothing tells where a field ends that the message follows at once.
  while (elements.size() > 1 && elements.back().kind == Kind::message &&
         is_field(elements[elements.size() - 2].kind))
    elements.erase(elements.end() - 2);
}

void find_time(Layout& layout) {
  const auto says_date = [](const Element& e) {
    return e.kind == Kind::date_time || (e.kind == Kind::date && e.format.has_date());
  };
  auto found = std::ranges::find_if(layout.elements, says_date);
  if (found == layout.elements.end())
    found = std::ranges::find_if(layout.elements, [](const Element& e) { return is_date(e.kind); });
  layout.has_time = found != layout.elements.end();
  layout.has_date = layout.has_time && says_date(*found);
  layout.time = layout.has_time ? static_cast<std::size_t>(std::distance(layout.elements.begin(), found))
                                : Layout::kNone;
}

/// A time, a mark such as ` [` or ` lvl='`, and a level: that is enough to tell a
/// header. Otherwise everything up to the message has to be as the layout says.
std::size_t required_elements(const Layout& layout) {
  const Elements& elements = layout.elements;
  const auto level = std::find_if(elements.rbegin(), elements.rend(),
                                  [](const Element& e) { return e.kind == Kind::level; });
  const auto behind_level = static_cast<std::size_t>(std::distance(level, elements.rend()));
  if (layout.time == Layout::kNone || behind_level <= layout.time || behind_level >= elements.size() ||
      elements[behind_level].kind != Kind::literal)
    return elements.size();
  const bool has_mark = std::any_of(
      elements.begin() + position(layout.time), elements.begin() + position(behind_level),
      [](const Element& e) { return e.kind == Kind::literal && e.text.size() > 1 && !is_blank(e); });
  const bool has_options = std::any_of(elements.begin(), elements.begin() + position(behind_level),
                                       [](const Element& e) { return e.kind == Kind::optional; });
  return has_mark && !has_options ? behind_level + 1 : elements.size();
}

/// Up to a literal, since what stands behind anything else tells where it ends.
std::size_t fixed_elements(const Layout& layout) {
  const Elements& elements = layout.elements;
  const auto first = std::ranges::find_if(elements, [](const Element& e) { return e.kind != Kind::literal; });
  const bool begins_with_level = first != elements.end() && first->kind == Kind::level;
  std::size_t fixed = 0;
  while (fixed < layout.required &&
         (elements[fixed].kind == Kind::literal || elements[fixed].kind == Kind::number ||
          is_date(elements[fixed].kind) || (elements[fixed].kind == Kind::level && begins_with_level)))
    ++fixed;
  while (fixed > 0 && elements[fixed - 1].kind != Kind::literal) --fixed;
  return fixed;
}

Element::Front front_of(const std::string& literal) {
  Element::Front front;
  const std::size_t size = std::min(literal.size(), text::kRowBytes);
  std::memcpy(&front.row, literal.data(), size);
  std::memset(&front.first, literal[0], text::kRowBytes);
  if (size == literal.size()) front.bits = (1U << size) - 1;
  return front;
}

Layout::Rest rest_of(const Layout& layout) {
  const Element* const next = layout.elements.data() + layout.fixed;
  const auto is_level = [&](std::size_t i) {
    return next[i].kind == Kind::level && next[i].levels.empty() && next[i + 1].kind == Kind::literal;
  };
  const std::size_t left = layout.required - layout.fixed;
  if (left == 0) return Layout::Rest::nothing;
  if (left == 2 && is_level(0)) return Layout::Rest::level;
  if (left == 4 && is_field(next[0].kind) && next[0].without == Element::Without::nothing &&
      next[1].kind == Kind::literal && !is_blank(next[1]) && is_level(2))
    return Layout::Rest::field_and_level;
  return Layout::Rest::elements;
}

}  // namespace

std::bitset<256> first_bytes(const Elements& elements, std::size_t index) {
  std::bitset<256> bytes;
  if (index >= elements.size()) return bytes.set();
  const Element& element = elements[index];
  const auto set = [&](std::string_view characters) {
    for (const char c : characters) bytes.set(static_cast<unsigned char>(c));
  };
  switch (element.kind) {
    case Kind::literal: set(std::string_view(element.text).substr(0, 1)); break;
    case Kind::date_time:
    case Kind::time_of_day: set("0123456789"); break;
    case Kind::number: set(" 0123456789"); break;
    case Kind::date: return element.format.may_begin();
    case Kind::level:
      set(element.levels.empty() ? " TDIWEFSC" : " ");
      for (const LevelName& level : element.levels) set(std::string_view(level.name).substr(0, 1));
      break;
    case Kind::optional:
      return first_bytes(elements, index + 1) | first_bytes(elements, index + 1 + element.count);
    default: bytes.set();
  }
  return bytes;
}

void plan_header(Layout& layout) {
  Elements& elements = layout.elements;
  end_elements(layout);
  join_dates(elements);
  name_logger(elements);
  find_time(layout);
  if (layout.time == Layout::kNone && !has(elements, Kind::level))
    throw Error(
        "nothing in front of the message tells a record's first line from others; "
        "a time (%d) or a level (%p) has to stand there");
  if (elements.size() > Layout::kMostElements) throw Error("it has too many parts");
  for (Element& element : elements)
    if (element.kind == Kind::literal) element.front = front_of(element.text);
  layout.required = required_elements(layout);
  layout.fixed = fixed_elements(layout);
  layout.rest = rest_of(layout);
  layout.may_begin = first_bytes(elements, 0);
  layout.may_follow = first_bytes(elements, layout.fixed);
}

}  // namespace culprit::parse
