#pragma once

#include "parse/date_format.hpp"
#include "parse/time_zone.hpp"
#include "text/row.hpp"

#include <culprit/event.hpp>
#include <culprit/level.hpp>
#include <culprit/timestamp.hpp>

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::parse {

class HeaderRegex;

/// How a layout calls a level.
struct LevelName {
  std::string name;
  Level level;
};

/// One piece of a layout, in the order in which a logger writes them.
struct Element {
  enum class Kind : std::uint8_t {
    literal,      ///< `text`, as it stands
    date_time,    ///< ISO 8601 and its relatives: `2015-10-09 18:04:22,808`, with or without zone
    time_of_day,  ///< `18:04:22.808`
    date,         ///< a time as `format` writes it
    level,        ///< one of `levels`, or any dialect's name if there are none; padded or not
    number,       ///< digits, padded or not
    thread,
    logger,
    context,   ///< the value of the MDC field called `text`
    other,     ///< what nobody asks for: a line number, a marker, …
    optional,  ///< the `count` elements behind this one, or nothing
    message,   ///< the rest of the line
    end,       ///< nothing more: the message begins on the next line
  };

  /// What a field's value can't hold.
  enum class Without : std::uint8_t { nothing, blanks, blanks_and_dots };

  /// A literal's text, as it is compared.
  struct Front {
    text::Row row{};         ///< the text, if it is no longer than a row, and zeros behind it
    text::Row first{};       ///< its first character, in each place
    std::uint32_t bits = 0;  ///< the text's places in a row; 0 if it is longer
  };

  Kind kind;
  Without without = Without::nothing;
  std::uint8_t count = 0;
  std::string text{};
  std::vector<LevelName> levels{};
  DateFormat format{};
  Front front{};  ///< of a literal
};

/// The way a logger writes a record's header: a name and its elements. A field
/// runs up to the literal behind it. Escapes that colour a terminal may stand
/// anywhere. conversion_pattern.hpp makes layouts.
struct Layout {
  static constexpr std::size_t kMostElements = 64;
  static constexpr std::size_t kNone = ~std::size_t{0};

  /// How it is told, behind its fixed start, whether a line is a header.
  enum class Rest : std::uint8_t {
    nothing,          ///< it isn't: the start says it all
    level,            ///< a level by its usual name, and the literal behind it
    field_and_level,  ///< a field, and likewise
    elements,         ///< all elements up to number `required`
    regex,
  };

  std::string name;
  std::vector<Element> elements;
  bool has_date = true;        ///< false: its times are times of day …
  bool has_time = true;        ///< … or there are none
  bool level_follows = false;  ///< the level begins the line behind the header: `SEVERE: message`
  std::string trace_margin{};  ///< what stands in front of each line of a trace, in place of its tab: `! `
  std::optional<TimeZone> timezone{};  ///< that of its times, if the pattern names one other than UTC

  // What follows from the elements.
  std::size_t fixed = 0;     ///< elements in front of the first one whose text varies from record to record
  std::size_t required = 0;  ///< elements that tell a header from another line
  std::size_t time = kNone;  ///< the element that is the record's time
  Rest rest = Rest::elements;
  bool in_utc = false;            ///< its times are UTC, although they don't say so
  bool may_be_indented = false;   ///< its first element is padded in front
  std::bitset<256> may_begin{};   ///< bytes that a header may begin with, apart from escapes and margin
  std::bitset<256> may_follow{};  ///< bytes that may stand behind the fixed start, apart from escapes
  std::shared_ptr<const HeaderRegex> regex{};  ///< in place of elements
};

/// A header line's fields: views into the line.
struct HeaderFields {
  std::string_view thread;
  std::string_view logger;
  std::string_view message;           ///< the rest of the header line
  std::vector<ContextField> context;  ///< the MDC fields that aren't empty
};

/// What a header begins with as others of its layout do: the time, mostly.
struct HeaderStart {
  std::size_t bytes = 0;
  Layout::Rest rest = Layout::Rest::elements;
  Level level = Level::unknown;   ///< if it stands there, too
  const Element* next = nullptr;  ///< the element behind it
};

struct MatchedHeader {
  HeaderStart start;
  Level level = Level::unknown;
};

/// Matches the layout's fixed elements.
std::optional<HeaderStart> match_start(const Layout& layout, std::string_view line);

/// Says whether a line with this start begins a record in this layout, and of
/// which level. It looks no further than `required`, which mostly means the
/// level: all that a quiet record costs.
std::optional<Level> match_rest(const Layout& layout, std::string_view line, const HeaderStart& start);

/// Both of them.
std::optional<MatchedHeader> match_header(const Layout& layout, std::string_view line);

/// Takes `SEVERE: ` off the front of the line behind the header of a layout
/// whose level follows.
std::optional<Level> take_level_line(std::string_view& line);

/// The time of a header line that match_header() accepted; nothing if its layout writes none.
std::optional<Timestamp> header_time(const Layout& layout, std::string_view line);

/// Locates the fields of a header line that match_header() accepted, into `fields`. It has a start of
/// `start_bytes`, as match_start() said.
void locate_fields(const Layout& layout, std::string_view line, std::size_t start_bytes,
                   HeaderFields& fields);

}  // namespace culprit::parse
