#include "parse/layouts.hpp"

#include "parse/conversion_pattern.hpp"
#include "parse/header_regex.hpp"

#include <culprit/error.hpp>

#include <fmt/format.h>

#include <string_view>

namespace culprit::parse {
namespace {

struct NamedPattern {
  std::string_view name;
  std::string_view pattern;
};

// Layouts that print the same for culprit's purposes are one; docs/parsing.md
// says which. `%d` and `%d{ABSOLUTE}` take all separators, with and without zone.
constexpr NamedPattern kPatterns[] = {
    {"logback", "%d [%t] %-5p %c - %m%n"},
    {"logback-time", "%d{ABSOLUTE} [%t] %-5p %c - %m%n"},
    {"spring-boot", "%d %5p %pid --- %notEmpty{[%applicationName] }[%15.15t] %-40.40c : %m%n"},
    {"dropwizard", "%-5p [%d{ISO8601,UTC}] %c: %m%n%dwREx"},
    {"relative", "%-4r [%t] %-5p %c - %m%n"},
    {"jul", "%d{MMM d, yyyy h:mm:ss a} %C %M%n%p: %m%n"},
    {"jul", "%d{MMM d, yyyy h:mm:ss a} %c%n%p: %m%n"},
    {"juli", "%d{dd-MMM-yyyy HH:mm:ss.SSS} %p [%t] %C.%M %m%n"},
    {"juli", "%d{dd-MMM-yyyy HH:mm:ss.SSS} %p %C.%M %m%n"},
    {"log4j",
     "%d %-5p{TRACE=TRACE} [%t] %c - %m%n"},  // names of levels that java.util.logging lacks, but INFO
    {"jul-line", "%d %-7p [%c] %m%n"},
    {"jul-line", "[%d] [%-7p] %m%n"},
    {"jetty", "%d:%-5p{DEBUG=DBUG}:%c:%t: %m%n"},
    {"jetty", "%d:%-5p{DEBUG=DBUG}:%c:%m%n"},
    {"ruby-logger", "%.-1p{UNKNOWN=ANY}, [%d #%pid] %5p{UNKNOWN=ANY} -- %c: %m%n"},
};

Layout regex_layout(std::string name, const std::string& pattern) try {
  Layout layout;
  layout.name = std::move(name);
  const auto regex = std::make_shared<HeaderRegex>(pattern);
  layout.has_time = regex->has_time();
  layout.may_begin = regex->may_begin();
  layout.rest = Layout::Rest::regex;
  layout.regex = regex;
  return layout;
} catch (const Error& error) {
  throw Error(fmt::format("the layout \"{}\": {}", pattern, error.what()));
}

}  // namespace

std::vector<Layout> framework_layouts() {
  std::vector<Layout> layouts;
  for (const auto& [name, pattern] : kPatterns)
    layouts.push_back(compile_pattern(std::string(name), pattern));
  return layouts;
}

Layout compile_layout(const UserLayout& layout) {
  return layout.kind == UserLayout::Kind::regex ? regex_layout(layout.name, layout.text)
                                                : compile_pattern(layout.name, layout.text);
}

}  // namespace culprit::parse
