#include "parse/quiet_header.hpp"

#include <algorithm>

namespace culprit::parse {
namespace {

/// Literals with control characters may stand across the end of a line.
bool is_simple(std::string_view literal) {
  return !literal.empty() && literal.size() <= ShortText::kLongest &&
         std::all_of(literal.begin(), literal.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= ' '; });
}

}  // namespace

QuietHeader::QuietHeader(const Layout& layout, std::string_view header, const HeaderStart& start) {
  const bool has_field = start.rest == Layout::Rest::field_and_level;
  if (!has_field && start.rest != Layout::Rest::level) return;
  // Other layouts count days, or have their level elsewhere, for each record.
  if (!layout.has_date || layout.level_follows) return;
  const std::string_view mark = has_field ? std::string_view(start.next[1].text) : std::string_view{};
  const std::string_view end = start.next[has_field ? 3 : 1].text;
  if ((has_field && !is_simple(mark)) || !is_simple(end)) return;
  // A letter would be part of the level's name; a tab may begin a frame.
  if ((end[0] != ' ' && end[0] != '\'') || header.starts_with('\t')) return;
  layout_ = &layout;
  start_ = Shape(header.substr(0, start.bytes));
  start_bytes_ = start.bytes;
  if (has_field) {
    mark_ = ShortText(mark);
    first_of_mark_ = first_of_mark_ + static_cast<unsigned char>(mark[0]);
  }
  end_ = ShortText(end);
}

}  // namespace culprit::parse
