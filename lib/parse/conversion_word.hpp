#pragma once

#include "parse/layout.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace culprit::parse {

/// What a conversion word of logback's, log4j's or log4j2's writes: `level` in `%-5level`.
struct ConversionWord {
  enum class Role : std::uint8_t {
    element,    ///< a piece of the header, of `kind`
    date,       ///< a time, in the format that its option says
    context,    ///< a field of the context, or all of it, as its option says
    line_end,   ///< the line's end
    throwable,  ///< a trace: no part of the header
    group,      ///< `%word(pattern)` or `%word{pattern}`, perhaps coloured: the pattern
    optional,   ///< `%word{pattern}`, or nothing
  };

  std::string_view name;
  Role role = Role::element;
  Element::Kind kind = Element::Kind::other;
  Element::Without without = Element::Without::nothing;
};

struct FoundWord {
  const ConversionWord* word = nullptr;  ///< null: none
  std::size_t length = 0;                ///< of it in the text
};

/// The word at the start of `text`: all of its letters, or as many as make one, as
/// log4j reads them. Of words of somebody's own, those that end like `msg` and
/// `ex` are known.
FoundWord find_conversion_word(std::string_view text);

}  // namespace culprit::parse
