#include "parse/chatter.hpp"

#include "parse/date_time.hpp"
#include "parse/text.hpp"
#include "text/ascii.hpp"

#include <algorithm>

namespace culprit::parse {
namespace {

/// `ddd` any digits, `aaa` any letters, everything else as it is.
bool has_form(std::string_view text, std::string_view form) {
  if (text.size() < form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = text[i];
    const bool fits = form[i] == 'd' ? text::is_digit(c) : form[i] == 'a' ? text::is_letter(c) : c == form[i];
    if (!fits) return false;
  }
  return true;
}

/// `10.0.3.7 - - [09/Oct/2015:18:04:22 +0000] "GET / HTTP/1.1" 404 182`
bool is_access_log(std::string_view line) {
  const std::size_t bracket = line.find(" [");
  return bracket != std::string_view::npos && has_form(line.substr(bracket + 2), "dd/aaa/dddd:dd:dd:dd ") &&
         line.find("] \"", bracket) != std::string_view::npos;
}

/// `[GC (Allocation Failure) …`, `2015-10-09T18:04:22.808+0000: 12.345: [Full GC …`
bool is_garbage_collection(std::string_view line) {
  if (const std::size_t time = match_date_time(line); time != 0 && line.substr(time).starts_with(": "))
    line.remove_prefix(time + 2);
  const std::size_t number = line.find_first_not_of("0123456789.");
  if (number != 0 && number != std::string_view::npos && line.substr(number).starts_with(": "))
    line.remove_prefix(number + 2);
  return line.starts_with("[GC ") || line.starts_with("[Full GC ");
}

/// Takes `[what]` off the front of the line, without its padding; empty if none stands there.
std::string_view take_bracketed(std::string_view& line) {
  if (!line.starts_with('[')) return {};
  const std::size_t close = line.find(']');
  if (close == std::string_view::npos) return {};
  const std::string_view what = line.substr(1, close - 1);
  line.remove_prefix(close + 1);
  return trim_end(what);
}

/// `[12.345s][info][gc] …`, `[2,345s][warning][os,thread] …`: how long the JVM has run, perhaps behind the
/// time; how grave it is; and what about.
bool is_unified_logging(std::string_view line) {
  std::string_view uptime = take_bracketed(line);
  if (!uptime.empty() && match_date_time(uptime) == uptime.size()) uptime = take_bracketed(line);
  const std::size_t number = std::min(uptime.find_first_not_of("0123456789.,"), uptime.size());
  const std::string_view unit = uptime.substr(number);
  if (number == 0 || (unit != "s" && unit != "ms" && unit != "ns")) return false;
  static constexpr std::string_view kLevels[] = {"trace", "debug", "info", "warning", "error"};
  if (std::ranges::find(kLevels, take_bracketed(line)) == std::end(kLevels)) return false;
  const std::string_view tags = take_bracketed(line);
  return !tags.empty() &&
         tags.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789,") == std::string_view::npos;
}

bool is_virtual_machine(std::string_view line) {
  static constexpr std::string_view kFronts[] = {"Listening for transport dt_",
                                                 "Picked up JAVA_TOOL_OPTIONS: ",
                                                 "Picked up _JAVA_OPTIONS: ",
                                                 "Heap dump file created [",
                                                 "Terminating due to java.lang.OutOfMemoryError: ",
                                                 "Aborting due to java.lang.OutOfMemoryError: "};
  for (const std::string_view front : kFronts)
    if (line.starts_with(front.front()) && line.starts_with(front)) return true;
  if (line.starts_with("Dumping heap to ")) return line.ends_with(" ...");
  if (line.starts_with("Unable to create ")) return line.find(".hprof: ") != std::string_view::npos;
  return (line.starts_with("OpenJDK ") || line.starts_with("Java HotSpot(TM) ")) &&
         line.substr(0, 64).find(" VM warning: ") != std::string_view::npos;
}

}  // namespace

bool is_chatter(std::string_view line) {
  return is_virtual_machine(line) || is_access_log(line) || is_garbage_collection(line) ||
         is_unified_logging(line);
}

}  // namespace culprit::parse
