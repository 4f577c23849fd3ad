#pragma once

#include "parse/layout.hpp"
#include "parse/row.hpp"

#include <culprit/timestamp.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace culprit::parse {

/// Remembers the minute of the last header whose time was read: the time of the next one mostly differs
/// in seconds and milliseconds alone.
///
/// Only times as most layouts write them are remembered, at the front of the header:
/// `2021-12-22 10:18:46,003`, with any zone.
class TimeMemo {
public:
  /// The instant of a header of this layout, if it is in the remembered minute.
  std::optional<Timestamp> find(const Layout& layout, std::string_view header) const {
    if (&layout != layout_ || header.size() < kReach) return std::nullopt;
    const Row front = load_row(header.data()), back = load_row(header.data() + kBack) - least_;
    if (bits(reinterpret_cast<Row>(front == front_) & reinterpret_cast<Row>(back <= range_)) != kAllBits)
      return std::nullopt;
    if (((word_at(header, kEnd) ^ behind_) & compared_) != 0) return std::nullopt;
    return Timestamp{minute_ + milliseconds(header)};
  }

  /// `instant` is that of a header of this layout, and has its date.
  void remember(const Layout& layout, std::string_view header, const Timestamp& instant);

private:
  static constexpr std::size_t kEnd = 23;  // of the milliseconds
  static constexpr std::size_t kBack = 7;  // two rows: the first 16 bytes, and those in front of kEnd
  static constexpr std::size_t kReach = kEnd + 8;

  static std::uint64_t word_at(std::string_view text, std::size_t at) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof word);
    return word;
  }

  /// Since the minute began.
  static std::int64_t milliseconds(std::string_view header) {
    const auto digit = [&](std::size_t at) { return header[at] - '0'; };
    return (digit(17) * 10 + digit(18)) * 1000 + digit(20) * 100 + digit(21) * 10 + digit(22);
  }

  const Layout* layout_ = nullptr;  // null: nothing is remembered
  std::int64_t minute_ = 0;
  Row front_{};
  Row least_{}, range_{};  // what may stand at kBack
  std::uint64_t behind_ = 0,
                compared_ = 0;  // what stands at kEnd, as far as it belongs to the time or ends it
};

}  // namespace culprit::parse
