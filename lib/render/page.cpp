#include "render/page.hpp"

#include "render/printable.hpp"
#include "render/report.hpp"

#include <algorithm>
#include <array>

namespace culprit::render {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

/// Where to end the line that `text` begins on, which has room for `columns`; the
/// next lines have room for `next_columns`. A word is cut only if no line has room for it.
std::size_t break_of(std::string_view text, std::size_t columns, std::size_t next_columns) {
  const std::size_t size = prefix_of_width(text, columns);
  if (size == text.size()) return size;
  const std::size_t space = text.rfind(' ', size);
  if (space != std::string_view::npos) {
    const std::string_view rest = text.substr(space + 1);
    const bool has_room = width_of(rest.substr(0, rest.find(' '))) <= next_columns;
    if (has_room || space >= size / 2) return space;
  }
  return std::max<std::size_t>(size, 1);
}

}  // namespace

Page::Page(const TextOptions& options)
    : color_(options.color), width_(std::max<std::size_t>(options.width, 40)) {}

std::string Page::styled(Style style, std::string_view text) const {
  constexpr std::array<std::string_view, 5> kStart{"", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[33m"};
  if (!color_ || style == Style::plain || text.empty()) return std::string(text);
  return std::string(kStart[static_cast<std::size_t>(style)]).append(text).append("\x1b[0m");
}

void Page::counted(std::uint64_t count, std::string_view text, Style style) {
  const std::string number = grouped(count);
  out_.append(kCountWidth - std::min(kCountWidth, number.size()), ' ');
  out_ += styled(style == Style::plain ? Style::bold : style, number);
  out_ += "  ";
  wrap(text, std::max(kCountWidth, number.size()) + 2, kCountWidth + 4, style);
}

void Page::below(std::string_view text, Style style) { indented(text, kCountWidth + 2, 2, style); }

void Page::indented(std::string_view text, std::size_t indent, std::size_t hang, Style style) {
  out_.append(indent, ' ');
  wrap(text, indent, indent + hang, style);
}

void Page::wrap(std::string_view text, std::size_t column, std::size_t hang, Style style) {
  text = trimmed(text);
  for (;;) {
    const std::size_t size = break_of(text, width_ - std::min(width_ - 1, column), width_ - hang);
    out_ += styled(style, trimmed(text.substr(0, size)));
    end_line();
    text = trimmed(text.substr(size));
    if (text.empty()) return;
    out_.append(hang, ' ');
    column = hang;
  }
}

void Page::end_line() {
  while (out_.ends_with(' ')) out_.pop_back();
  out_ += '\n';
}

}  // namespace culprit::render
