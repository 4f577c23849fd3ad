#include "parse/conversion_word.hpp"

#include "text/ascii.hpp"

#include <algorithm>
#include <string>

namespace culprit::parse {
namespace {

using Kind = Element::Kind;
using Role = ConversionWord::Role;
using Without = Element::Without;

// From the manuals of logback 1.5 ("Layouts"), log4j2 2.24 ("Pattern Layout"),
// log4j 1.2 (PatternLayout), Spring Boot 3 and Dropwizard 4.
constexpr ConversionWord kWords[] = {
    {"d", Role::date},
    {"date", Role::date},

    {"p", Role::element, Kind::level},
    {"le", Role::element, Kind::level},
    {"level", Role::element, Kind::level},
    {"t", Role::element, Kind::thread},
    {"tn", Role::element, Kind::thread},
    {"thread", Role::element, Kind::thread},
    {"threadName", Role::element, Kind::thread},
    {"c", Role::element, Kind::logger, Without::blanks},
    {"lo", Role::element, Kind::logger, Without::blanks},
    {"logger", Role::element, Kind::logger, Without::blanks},
    {"C", Role::element, Kind::other, Without::blanks},
    {"class", Role::element, Kind::other, Without::blanks},
    {"M", Role::element, Kind::other, Without::blanks_and_dots},
    {"method", Role::element, Kind::other, Without::blanks_and_dots},
    {"m", Role::element, Kind::message},
    {"msg", Role::element, Kind::message},
    {"message", Role::element, Kind::message},
    {"kvp", Role::element, Kind::other},
    {"r", Role::element, Kind::number},
    {"relative", Role::element, Kind::number},
    {"pid", Role::element, Kind::number},
    {"processId", Role::element, Kind::number},

    {"X", Role::context, Kind::context},
    {"mdc", Role::context, Kind::context},
    {"MDC", Role::context, Kind::context},

    {"F", Role::element, Kind::other, Without::blanks},
    {"file", Role::element, Kind::other, Without::blanks},
    {"L", Role::element, Kind::other, Without::blanks},
    {"line", Role::element, Kind::other, Without::blanks},
    {"sn", Role::element, Kind::other, Without::blanks},
    {"sequenceNumber", Role::element, Kind::other, Without::blanks},
    {"T", Role::element, Kind::other, Without::blanks},
    {"tid", Role::element, Kind::other, Without::blanks},
    {"threadId", Role::element, Kind::other, Without::blanks},
    {"tp", Role::element, Kind::other, Without::blanks},
    {"threadPriority", Role::element, Kind::other, Without::blanks},
    {"u", Role::element, Kind::other, Without::blanks},
    {"uuid", Role::element, Kind::other, Without::blanks},
    {"N", Role::element, Kind::other, Without::blanks},
    {"nano", Role::element, Kind::other, Without::blanks},
    {"ms", Role::element, Kind::other, Without::blanks},
    {"micros", Role::element, Kind::other, Without::blanks},
    {"applicationName", Role::element, Kind::other, Without::blanks},
    {"applicationGroup", Role::element, Kind::other, Without::blanks},
    {"correlationId", Role::element, Kind::other, Without::blanks},
    {"l", Role::element, Kind::other},
    {"location", Role::element, Kind::other},
    {"caller", Role::element, Kind::other},
    {"cn", Role::element, Kind::other},
    {"contextName", Role::element, Kind::other},
    {"fqcn", Role::element, Kind::other},
    {"K", Role::element, Kind::other},
    {"map", Role::element, Kind::other},
    {"MAP", Role::element, Kind::other},
    {"marker", Role::element, Kind::other},
    {"markerSimpleName", Role::element, Kind::other},
    {"property", Role::element, Kind::other},
    {"x", Role::element, Kind::other},
    {"NDC", Role::element, Kind::other},

    {"n", Role::line_end},

    {"ex", Role::throwable},
    {"exception", Role::throwable},
    {"throwable", Role::throwable},
    {"xEx", Role::throwable},
    {"xException", Role::throwable},
    {"xThrowable", Role::throwable},
    {"rEx", Role::throwable},
    {"rException", Role::throwable},
    {"rThrowable", Role::throwable},
    {"rootException", Role::throwable},
    {"nopex", Role::throwable},
    {"nopexception", Role::throwable},
    {"wEx", Role::throwable},
    {"wex", Role::throwable},
    {"xwEx", Role::throwable},
    {"xwex", Role::throwable},
    {"dwEx", Role::throwable},
    {"dwException", Role::throwable},
    {"dwThrowable", Role::throwable},
    {"dwREx", Role::throwable},
    {"dwRException", Role::throwable},
    {"dwRThrowable", Role::throwable},
    {"dwXEx", Role::throwable},
    {"dwXException", Role::throwable},
    {"dwXThrowable", Role::throwable},

    {"black", Role::group},
    {"red", Role::group},
    {"green", Role::group},
    {"yellow", Role::group},
    {"blue", Role::group},
    {"magenta", Role::group},
    {"cyan", Role::group},
    {"white", Role::group},
    {"gray", Role::group},
    {"boldRed", Role::group},
    {"boldGreen", Role::group},
    {"boldYellow", Role::group},
    {"boldBlue", Role::group},
    {"boldMagenta", Role::group},
    {"boldCyan", Role::group},
    {"boldWhite", Role::group},
    {"highlight", Role::group},
    {"style", Role::group},
    {"clr", Role::group},
    {"replace", Role::group},
    {"enc", Role::group},
    {"encode", Role::group},
    {"maxLen", Role::group},
    {"maxLength", Role::group},
    {"equals", Role::group},
    {"equalsIgnoreCase", Role::group},
    {"notEmpty", Role::optional},
    {"varsNotEmpty", Role::optional},
    {"variablesNotEmpty", Role::optional},
};

constexpr ConversionWord kCustomMessage{"message", Role::element, Kind::message};
constexpr ConversionWord kCustomThrowable{"throwable", Role::throwable};

/// The meaning that a word of somebody's own shows by its end: `%maskedMsg`, `%shortEx`.
const ConversionWord* guess_custom_word(std::string_view letters) {
  std::string word(letters);
  std::ranges::transform(word, word.begin(), text::to_lower);
  for (const std::string_view end : {"msg", "message"})
    if (word.ends_with(end)) return &kCustomMessage;
  for (const std::string_view end : {"ex", "exception", "throwable"})
    if (word.ends_with(end)) return &kCustomThrowable;
  return nullptr;
}

}  // namespace

FoundWord find_conversion_word(std::string_view text) {
  const auto letters =
      static_cast<std::size_t>(std::ranges::find_if_not(text, text::is_letter) - text.begin());
  FoundWord found;
  for (const ConversionWord& word : kWords)
    if (word.name.size() > found.length && text.substr(0, letters).starts_with(word.name))
      found = {&word, word.name.size()};
  if (found.length < letters)
    if (const auto* const custom = guess_custom_word(text.substr(0, letters))) return {custom, letters};
  return found;
}

}  // namespace culprit::parse
