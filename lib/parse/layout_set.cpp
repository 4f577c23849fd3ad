#include "parse/layout_set.hpp"

#include "parse/header_likeness.hpp"
#include "parse/header_text.hpp"

#include <string>

namespace culprit::parse {
namespace {

/// It is no header, though its first letter may begin one: that of the level CONFIG.
constexpr std::string_view kCause = "Caused by: ";

}  // namespace

LayoutSet::LayoutSet(std::span<const Layout> layouts) : layouts_(layouts) {
  std::bitset<256> may_begin;
  for (const Layout& layout : layouts_) may_begin |= layout.may_begin;
  for (std::size_t c = 0; c < may_begin_.size(); ++c) may_begin_[c] = may_begin[c];
  for (const char c : {kEscape, ' ', '\t', '>'}) may_begin_[static_cast<unsigned char>(c)] = true;
}

LayoutSet::Match LayoutSet::match_any(std::string_view line) {
  if (line.starts_with(kCause)) return {};
  if (rivals_shape_.begins(line))
    for (const Layout* const layout : rivals_)
      if (const auto matched = match_header(*layout, line))
        return {layout, matched->level, 0, matched->start.bytes};

  // Excerpts that went through mail or chat are indented or quoted as a whole.
  constexpr std::size_t kWidestMargin = 16;
  const std::size_t margin = line.substr(0, kWidestMargin).find_first_not_of("> \t");
  if (margin == std::string_view::npos) return {};
  const std::string_view behind_margin = line.substr(margin);
  const auto first = static_cast<unsigned char>(behind_margin[0]);
  if (!may_begin_[first]) return {};
  for (const Layout& layout : layouts_) {
    if (!layout.may_begin[first] && behind_margin[0] != kEscape) continue;
    // What pads a header's first field is no margin.
    const bool is_padding = layout.may_be_indented && line.find_first_not_of(' ') == margin;
    const std::string_view header = is_padding ? line : behind_margin;
    const auto matched = match_header(layout, header);
    if (!matched) continue;
    // Where blanks stand in front, it depends on the layout which part of the line is the header.
    if (margin == 0) remember(layout, header, matched->start);
    return {&layout, matched->level, static_cast<std::uint32_t>(line.size() - header.size()),
            matched->start.bytes};
  }
  return {};
}

void LayoutSet::remember(const Layout& layout, std::string_view header, HeaderStart start) {
  const Shape shape(header.substr(0, start.bytes));
  // A shape that causes have, too, would make headers of them.
  if (shape.begins(std::string(kCause).append(Shape::kLongest, ' '))) return;
  last_ = &layout;
  start_ = start;
  rivals_.clear();
  for (const Layout* earlier = layouts_.data(); earlier != &layout; ++earlier)
    if (may_begin_alike(*earlier, layout, header, start.bytes)) rivals_.push_back(earlier);
  shape_ = rivals_.empty() ? shape : Shape();
  rivals_shape_ = rivals_.empty() ? Shape() : shape;
  quiet_header_ = rivals_.empty() ? QuietHeader(layout, header, start) : QuietHeader();
  rivals_.push_back(&layout);
}

}  // namespace culprit::parse
