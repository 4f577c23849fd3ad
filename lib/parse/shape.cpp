#include "parse/shape.hpp"

#include "text/ascii.hpp"

namespace culprit::parse {

Shape::Shape(std::string_view example, std::size_t begin, std::size_t end) {
  if (example.size() > kLongest) return;
  readable_ = (example.size() + text::kRowBytes - 1) / text::kRowBytes * text::kRowBytes;
  for (std::size_t i = 0; i < readable_; ++i) {
    Pattern& pattern = patterns_[i / text::kRowBytes];
    const char c = i < example.size() ? example[i] : '\0';
    const bool varies = text::is_digit(c) && i >= begin && i < end;
    pattern.least[i % text::kRowBytes] = static_cast<unsigned char>(varies ? '0' : c);
    pattern.range[i % text::kRowBytes] = i >= example.size() ? 255 : varies ? 9 : 0;
  }
}

}  // namespace culprit::parse
