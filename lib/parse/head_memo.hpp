#pragma once

#include "parse/head_line.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace culprit::parse {

/// Judges lines as heads, as rank_head() does, and remembers the classes of those that read
/// `class: message`: the same ones are thrown again and again, mostly by the same others, and to compare
/// a name costs a third of reading it.
class HeadMemo {
public:
  explicit HeadMemo(std::span<const ToStringShape> shapes) : shapes_(shapes) {}

  /// What rank_head() says of the line.
  RankedHead rank(std::string_view line);

private:
  static constexpr std::size_t kPlaces = 64;
  static constexpr std::size_t kLongest = 200;

  struct Place {
    std::string class_and_colon;  ///< `a.b.SomeException: `; empty if nothing is remembered
    HeadRank rank = HeadRank::none;
    std::uint8_t next = 0;  ///< the place of the one that came next, last time
  };

  /// Likewise, where another one comes next than last time.
  RankedHead find(std::string_view line);
  /// What is to be said of a line that begins as the place says.
  static RankedHead head_at(const Place& place) {
    return {place.rank, static_cast<std::uint32_t>(place.class_and_colon.size() - 2)};
  }

  std::span<const ToStringShape> shapes_;
  std::array<Place, kPlaces> places_;
  std::uint8_t last_ = 0;  // the place of the last one
};

}  // namespace culprit::parse
