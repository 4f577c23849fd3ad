#pragma once

#include <culprit/timestamp.hpp>

#include <cstddef>
#include <string_view>

namespace culprit::parse {

/// The dates and times that record headers begin with. A match looks at the
/// shape alone (digits and separators); what is out of range is a matter of
/// reading.

inline constexpr std::size_t kDateLength = 10;  ///< `2015-10-09`

/// `yyyy-MM-dd`: its length, or 0.
std::size_t match_date(std::string_view text);

/// `HH:mm:ss` with an optional fraction of one to nine digits after `,` or `.`: its length, or 0.
std::size_t match_time_of_day(std::string_view text);

/// `yyyy-MM-dd`, `T` or a space, a time of day, and an optional zone `Z`,
/// `+00`, `+0000` or `+00:00`: its length, or 0.
std::size_t match_date_time(std::string_view text);

/// The time at the start of a text that match_time_of_day() accepted. What is
/// out of range counts on, as mktime() does it: so every header has a time.
Timestamp read_time_of_day(std::string_view text);

/// The time at the start of a text that match_date_time() accepted; likewise.
Timestamp read_date_time(std::string_view text);

}  // namespace culprit::parse
