#pragma once

#include "parse/layout.hpp"
#include "parse/quiet_header.hpp"
#include "parse/shape.hpp"

#include <culprit/level.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// The layouts that a stream may use; of two that fit a line the first counts.
/// Whether a line is a header is a pure function of the line, whatever came
/// before it: so a log can be cut anywhere. The set only remembers how the last
/// header began, to try that first.
class LayoutSet {
public:
  struct Match {
    const Layout* layout = nullptr;  ///< null: not a header
    Level level = Level::unknown;
    std::uint32_t margin = 0;     ///< quote marks and blanks before the header: `> `
    std::size_t start_bytes = 0;  ///< the header's fixed start: HeaderStart::bytes
  };

  /// `layouts` must outlive it.
  explicit LayoutSet(std::span<const Layout> layouts);

  /// A line that begins with `Caused by: ` never is a header.
  Match match(std::string_view line) {
    if (line.empty() || !may_begin_[static_cast<unsigned char>(line[0])]) return {};
    // A line that begins like an accepted one would be accepted so far, too.
    if (shape_.begins(line))
      if (const auto level = match_rest(*last_, line, start_)) return {last_, *level, 0, start_.bytes};
    return match_any(line);
  }

  /// Whether a line that begins with this byte may be a header; true of all that may stand in front of one.
  bool may_begin(char first) const { return may_begin_[static_cast<unsigned char>(first)]; }

  /// How quiet headers look that match() would know by their beginning; without a layout if
  /// it knows none.
  const QuietHeader& quiet_header() const { return quiet_header_; }

private:
  Match match_any(std::string_view line);
  void remember(const Layout& layout, std::string_view header, HeaderStart start);

  std::span<const Layout> layouts_;
  std::array<bool, 256> may_begin_{};  // by a line's first byte

  // Of the last header that was not known by its beginning.
  const Layout* last_ = nullptr;
  Shape shape_;
  HeaderStart start_;
  QuietHeader quiet_header_;

  // If other layouts have headers that begin so, too: these layouts, and that one.
  std::vector<const Layout*> rivals_;
  Shape rivals_shape_;
};

}  // namespace culprit::parse
