#include "parse/time_memo.hpp"

#include "parse/date_time.hpp"

#include <algorithm>
#include <initializer_list>

namespace culprit::parse {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void TimeMemo::remember(const Layout& layout, std::string_view header, const Timestamp& instant) {
  layout_ = nullptr;
  const bool begins_with_time =
      layout.time == 0 && !layout.regex && layout.elements[0].kind == Element::Kind::date_time;
  if (!begins_with_time || header.size() < kReach) return;
  const std::size_t length = match_date_time(header);
  if (length < kEnd || (header[19] != ',' && header[19] != '.') || is_digit(header[kEnd])) return;
  // Seconds that count on may reach another offset of the zone.
  if (header[17] > '5') return;
  // What stands behind a sign may make it a zone.
  const std::size_t zone = length - kEnd;
  if (zone == 0 && (header[kEnd] == '+' || header[kEnd] == '-')) return;

  layout_ = &layout;
  minute_ = instant.milliseconds - milliseconds(header);
  front_ = load_row(header.data());
  least_ = load_row(header.data() + kBack);
  range_ = Row{};
  for (const std::size_t at : std::initializer_list<std::size_t>{17, 18, 20, 21, 22}) {
    least_[at - kBack] = '0';
    range_[at - kBack] = at == 17 ? 5 : 9;
  }
  behind_ = word_at(header, kEnd);
  compared_ = 0;
  std::memset(&compared_, 0xff, std::max(zone, std::size_t{1}));
}

}  // namespace culprit::parse
