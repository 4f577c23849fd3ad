#pragma once

#include "parse/layout.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace culprit::parse {

/// Matches a layout's elements with a header line. A field ends at the first
/// place from which on everything else matches, too; how often that is tried has
/// a limit, and so has the work that a hostile line makes.
class HeaderMatcher {
public:
  /// A text, or whatever the memory holds: to set all of them costs as much as a match.
  struct Value {
    const char* data;
    std::size_t size;

    operator std::string_view() const { return {data, size}; }
  };

  /// The text of each element that matched, if it is a time, a field or the message.
  using Values = std::array<Value, Layout::kMostElements>;

  /// Values go to `values` unless it is null. What a field can't hold is left
  /// out of account if `loose`.
  explicit HeaderMatcher(const Layout& layout, Values* values = nullptr, bool loose = false)
      : elements_(layout.elements), required_(layout.required), values_(values), loose_(loose) {}

  /// Matches the elements from `begin` to in front of `end`, and takes them off
  /// the front of `text`.
  bool match(std::size_t begin, std::size_t end, std::string_view& text);

  /// That of the last level that matched.
  Level level() const { return level_; }

private:
  bool match_from(std::size_t index, std::string_view text);
  bool match_field(std::size_t index, std::string_view text);
  bool match_optional(std::size_t index, std::string_view text);
  bool take(std::size_t index, std::string_view& text);
  void keep(std::size_t index, std::string_view value) {
    if (values_ != nullptr) (*values_)[index] = {value.data(), value.size()};
  }
  std::size_t find_end(std::size_t index, std::string_view text, std::size_t from) const;

  std::span<const Element> elements_;
  std::size_t required_;
  Values* values_;
  bool loose_;
  std::size_t end_ = 0;
  int tries_ = 4096;
  Level level_ = Level::unknown;
  std::string_view rest_;
};

}  // namespace culprit::parse
