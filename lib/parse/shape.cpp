#include "parse/shape.hpp"

namespace culprit::parse {

Shape::Shape(std::string_view example) {
  if (example.size() > kLongest) return;
  readable_ = (example.size() + kRowBytes - 1) / kRowBytes * kRowBytes;
  for (std::size_t i = 0; i < readable_; ++i) {
    Pattern& pattern = patterns_[i / kRowBytes];
    const char c = i < example.size() ? example[i] : '\0';
    const bool is_digit = c >= '0' && c <= '9';
    pattern.least[i % kRowBytes] = static_cast<unsigned char>(is_digit ? '0' : c);
    pattern.range[i % kRowBytes] = i >= example.size() ? 255 : is_digit ? 9 : 0;
  }
}

}  // namespace culprit::parse
