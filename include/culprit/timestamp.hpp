#pragma once

#include <culprit/export.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace culprit {

/// When a record was written, exactly as far as its layout says so.
///
/// A layout with date and zone (`2021-12-22T10:18:46,867+0000`) gives an
/// instant. One without zone gives the writer's local time, and one without
/// date the time of day; neither is guessed into an instant, and both are
/// printed without the part they lack.
struct Timestamp {
  /// Milliseconds since 1970-01-01T00:00: UTC if `has_zone`, otherwise the
  /// writer's local time; milliseconds since midnight if not `has_date`.
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
