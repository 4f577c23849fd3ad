#pragma once

#include <absl/time/time.h>

#include <cstdint>
#include <string>

namespace culprit::parse {

/// The rules of a time zone, from the system's time zone database.
class TimeZone {
public:
  /// `name` is one of that database, as `Europe/Berlin`, or an offset as Java writes it, `GMT+8`, `+01:00`;
  /// empty: the machine's, which is that of $TZ if it is set. Throws Error if there is no such zone.
  explicit TimeZone(const std::string& name);

  /// Milliseconds since 1970-01-01T00:00, local time, to UTC and back. Of a local
  /// time that occurs twice, when clocks are set back, it is the earlier one; one
  /// that is skipped, when they are set forward, is read on from before the change.
  std::int64_t to_utc(std::int64_t local) const;
  std::int64_t to_local(std::int64_t utc) const;

private:
  absl::TimeZone zone_;
};

}  // namespace culprit::parse
