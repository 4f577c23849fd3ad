#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace culprit::normalization {

/// Finds the entries of a small table of names by their first byte. Names with
/// the same first byte must be neighbours in the table.
class FirstByteIndex {
public:
  struct Range {
    std::uint8_t begin = 0, end = 0;
  };

  template <typename Table, typename NameOf>
  constexpr FirstByteIndex(const Table& table, NameOf name_of) {
    for (std::size_t i = 0; i < table.size(); ++i) {
      const std::string_view name = name_of(table[i]);
      Range& range = ranges_[static_cast<unsigned char>(name[0])];
      if (range.end == 0) range.begin = static_cast<std::uint8_t>(i);
      if (range.end != 0 && range.end != i) throw "entries with the same first byte aren't neighbours";
      range.end = static_cast<std::uint8_t>(i + 1);
    }
  }

  constexpr Range operator[](char first) const { return ranges_[static_cast<unsigned char>(first)]; }

private:
  std::array<Range, 256> ranges_{};
};

}  // namespace culprit::normalization
