#include "parse/time_memo.hpp"

#include "parse/date_time.hpp"
#include "text/ascii.hpp"

namespace culprit::parse {

void TimeMemo::remember(const Layout& layout, std::string_view header, const Timestamp& instant) {
  layout_ = nullptr;
  const bool begins_with_time =
      layout.time == 0 && !layout.regex && layout.elements[0].kind == Element::Kind::date_time;
  if (!begins_with_time) return;
  const std::size_t length = match_date_time(header);
  if (length < kEnd || length == header.size() || (header[19] != ',' && header[19] != '.') ||
      text::is_digit(header[kEnd]))
    return;
  // Seconds that count on may reach another offset of the zone.
  if (header[kSeconds] > '5') return;
  // What stands behind a sign may make it a zone.
  if (length == kEnd && (header[kEnd] == '+' || header[kEnd] == '-')) return;

  layout_ = &layout;
  minute_ = instant.milliseconds - milliseconds(header);
  shape_ = Shape(header.substr(0, length + 1), kSeconds, kEnd);
}

}  // namespace culprit::parse
