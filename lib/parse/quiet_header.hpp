#pragma once

#include "parse/header_text.hpp"
#include "parse/layout.hpp"
#include "parse/shape.hpp"
#include "text/row.hpp"

#include <culprit/level.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace culprit::parse {

/// Up to eight characters that are compared at once.
class ShortText {
public:
  static constexpr std::size_t kLongest = 8;

  ShortText() = default;
  explicit ShortText(std::string_view text) : size_(text.size()) {
    std::uint64_t mask = 0;
    std::memcpy(&text_, text.data(), size_);
    std::memset(&mask, 0xff, size_);
    mask_ = mask;
  }

  /// `p` must have kLongest characters that can be read.
  bool stands_at(const char* p) const {
    std::uint64_t word;
    std::memcpy(&word, p, sizeof word);
    return ((word ^ text_) & mask_) == 0;
  }

  std::size_t size() const { return size_; }

private:
  std::uint64_t text_ = 0;
  std::uint64_t mask_ = 0;
  std::size_t size_ = 0;
};

/// How the headers of a log's quiet records look, learned from one: a start of
/// one shape, perhaps a field up to a mark, one of the four levels below error,
/// and the literal behind it. It knows most headers again for some forty
/// instructions. What it accepts, match_rest() accepts with the same level;
/// what it does not accept may be a header all the same.
class QuietHeader {
public:
  /// So many characters behind the end of a line must be there to be read.
  static constexpr std::ptrdiff_t kReach = 32;

  QuietHeader() = default;

  /// Of a header of `layout` that begins with `start`. Without a layout if headers like
  /// that are not simple enough.
  QuietHeader(const Layout& layout, std::string_view header, const HeaderStart& start);

  const Layout* layout() const { return layout_; }
  /// Of all headers that it knows: HeaderStart::bytes.
  std::size_t start_bytes() const { return start_bytes_; }

  /// The level of the record that the line [line, end) begins; `unknown` if that isn't sure.
  Level match(const char* line, const char* end) const {
    if (!start_.begins({line, static_cast<std::size_t>(end - line)})) return Level::unknown;
    const char* p = line + start_bytes_;
    if (mark_.size() != 0) {
      p = find_mark(p, end);
      if (p >= end || !mark_.stands_at(p)) return Level::unknown;
      p += mark_.size();
    }
    std::uint32_t word;
    std::memcpy(&word, p, sizeof word);
    if (word == word4("INFO")) return match_end(p + 4, Level::info);
    if (word == word4("WARN")) return match_end(p + 4, Level::warn);
    if (word == word4("DEBU") && p[4] == 'G') return match_end(p + 5, Level::debug);
    if (word == word4("TRAC") && p[4] == 'E') return match_end(p + 5, Level::trace);
    return Level::unknown;
  }

private:
  Level match_end(const char* p, Level level) const { return end_.stands_at(p) ? level : Level::unknown; }

  /// The first character of the mark, or something behind `end`.
  const char* find_mark(const char* p, const char* end) const {
    for (; p < end; p += text::kRowBytes)
      if (const std::uint32_t found = text::bits(text::equal(text::load_row(p), first_of_mark_)); found != 0)
        return p + std::countr_zero(found);
    return end;
  }

  const Layout* layout_ = nullptr;
  Shape start_;
  std::size_t start_bytes_ = 0;
  ShortText mark_;
  text::Row first_of_mark_{};  // sixteen times
  ShortText end_;
};

}  // namespace culprit::parse
