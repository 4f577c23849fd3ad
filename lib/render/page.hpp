#pragma once

#include <culprit/render.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace culprit::render {

enum class Style : std::uint8_t { plain, bold, dim, red, yellow };

/// Lines of text that fit into a terminal. What is put on it must be printable.
class Page {
public:
  explicit Page(const TextOptions& options);

  void blank() { out_ += '\n'; }

  std::string styled(Style style, std::string_view text) const;

  /// A count, aligned right in kCountWidth columns, and a text, wrapped behind it.
  void counted(std::uint64_t count, std::string_view text, Style style = Style::plain);

  /// A text below a count, wrapped.
  void below(std::string_view text, Style style = Style::plain);

  /// A text from the first column on, wrapped.
  void line(std::string_view text, Style style = Style::plain) { wrap(text, 0, 2, style); }

  /// A text that is indented, wrapped; its further lines `hang` columns more.
  void indented(std::string_view text, std::size_t indent, std::size_t hang = 0, Style style = Style::plain);

  /// How many columns a text has that stands below a count.
  std::size_t columns_below() const { return width_ - kCountWidth - 2; }

  const std::string& text() const { return out_; }

private:
  static constexpr std::size_t kCountWidth = 10;

  /// Writes `text` and ends its last line; `column` is where it begins, `hang`
  /// where its further lines do.
  void wrap(std::string_view text, std::size_t column, std::size_t hang, Style style);
  void end_line();

  bool color_;
  std::size_t width_;
  std::string out_;
};

}  // namespace culprit::render
