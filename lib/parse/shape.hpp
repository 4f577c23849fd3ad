#pragma once

#include "text/row.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace culprit::parse {

/// The shape of a text: where its digits stand, or some of them, and every other character as
/// it is. A character has a least value and how far it may be above that: 9 for
/// a digit, 0 for any other. So a row of sixteen is compared with one subtraction,
/// one minimum and one comparison; a whole timestamp takes a dozen instructions.
class Shape {
public:
  static constexpr std::size_t kLongest = 48;

  Shape() = default;

  /// The shape of `example`, in which each digit in [begin, end) stands for any digit. A text
  /// longer than kLongest has no shape.
  explicit Shape(std::string_view example, std::size_t begin = 0, std::size_t end = kLongest);

  /// Says whether `text` begins with it. False without a closer look if there
  /// is no shape, or if `text` is hardly longer.
  bool begins(std::string_view text) const {
    if (text.size() < readable_ || readable_ == 0) return false;
    text::Row fits = compare<0>(text.data());
    if (readable_ > text::kRowBytes) fits &= compare<1>(text.data());
    if (readable_ > 2 * text::kRowBytes) fits &= compare<2>(text.data());
    return text::bits(fits) == text::kAllBits;
  }

private:
  struct Pattern {
    text::Row least;
    text::Row range;  // 255 behind the end of the shape
  };

  template <std::size_t row>
  text::Row compare(const char* bytes) const {
    const text::Row above = text::load_row(bytes + row * text::kRowBytes) - patterns_[row].least;
    return reinterpret_cast<text::Row>(above <= patterns_[row].range);
  }

  static_assert(kLongest == 3 * text::kRowBytes);
  std::array<Pattern, 3> patterns_{};
  std::size_t readable_ = 0;  // its length, rounded up to whole rows
};

}  // namespace culprit::parse
