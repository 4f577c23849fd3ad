#pragma once

#include <culprit/export.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace culprit {

/// A point in time, as exactly as somebody stated it.
///
/// The times of records that culprit hands out are instants: what a layout leaves
/// out comes from Options::timezone and the input's date (docs/parsing.md). Where
/// people state a time, the zone may be missing (then it is local time), and the
/// date (then it is a time of day).
struct Timestamp {
  /// Milliseconds since 1970-01-01T00:00: UTC if `has_zone`, otherwise local
  /// time; milliseconds since midnight if not `has_date`.
  std::int64_t milliseconds = 0;
  bool has_date = true;
  bool has_zone = true;

  bool operator==(const Timestamp&) const = default;
};

/// ISO 8601, extended format: `2021-12-22T10:18:46.867Z`, without zone
/// `2015-10-09T18:04:22.808`, without date `18:04:22.808`.
CULPRIT_EXPORT std::string to_iso8601(Timestamp time);

/// Reads ISO 8601 dates and times as people write them: `2021-12-22`,
/// `2021-12-22T10:18`, `2021-12-22 10:18:46,867+0100`, `10:18:46.867`, …
/// Date alone means its midnight. Nothing if `text` is something else.
CULPRIT_EXPORT std::optional<Timestamp> parse_iso8601(std::string_view text);

/// The first and the last of some records' times.
struct TimeSpan {
  Timestamp first;
  Timestamp last;

  bool operator==(const TimeSpan&) const = default;
};

}  // namespace culprit
