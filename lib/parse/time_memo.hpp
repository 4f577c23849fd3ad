#pragma once

#include "parse/layout.hpp"
#include "parse/shape.hpp"

#include <culprit/timestamp.hpp>

#include <cstddef>
#include <cstdint>
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
    if (&layout != layout_ || !shape_.begins(header) || header[kSeconds] > '5') return std::nullopt;
    return Timestamp{minute_ + milliseconds(header)};
  }

  /// `instant` is that of a header of this layout, and has its date.
  void remember(const Layout& layout, std::string_view header, const Timestamp& instant);

private:
  static constexpr std::size_t kSeconds = 17;  // where they begin
  static constexpr std::size_t kEnd = 23;      // of the milliseconds

  /// Since the minute began.
  static std::int64_t milliseconds(std::string_view header) {
    const auto digit = [&](std::size_t at) { return header[at] - '0'; };
    return (digit(17) * 10 + digit(18)) * 1000 + digit(20) * 100 + digit(21) * 10 + digit(22);
  }

  const Layout* layout_ = nullptr;  // null: nothing is remembered
  std::int64_t minute_ = 0;
  Shape shape_;  // of the time, its zone and what ends it; in it seconds and milliseconds vary
};

}  // namespace culprit::parse
