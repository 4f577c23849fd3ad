#include "parse/chatter.hpp"

#include "parse/date_time.hpp"

namespace culprit::parse {
namespace {

/// `ddd` any digits, `aaa` any letters, everything else as it is.
bool has_form(std::string_view text, std::string_view form) {
  if (text.size() < form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = text[i];
    const bool is_digit = c >= '0' && c <= '9', is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (form[i] == 'd' ? !is_digit : form[i] == 'a' ? !is_letter : c != form[i]) return false;
  }
  return true;
}

/// `10.0.3.7 - - [09/Oct/2015:18:04:22 +0000] "GET / HTTP/1.1" 404 182`
bool is_access_log(std::string_view line) {
  const std::size_t bracket = line.find(" [");
  return bracket != std::string_view::npos && has_form(line.substr(bracket + 2), "dd/aaa/dddd:dd:dd:dd ") &&
         line.find("] \"", bracket) != std::string_view::npos;
}

/// `[GC (Allocation Failure) …`, `2015-10-09T18:04:22.808+0000: 12.345: [Full GC …`, `[12.345s][info][gc] …`
bool is_garbage_collection(std::string_view line) {
  if (const std::size_t time = match_date_time(line); time != 0 && line.substr(time).starts_with(": "))
    line.remove_prefix(time + 2);
  const std::size_t number = line.find_first_not_of("0123456789.");
  if (number != 0 && number != std::string_view::npos && line.substr(number).starts_with(": "))
    line.remove_prefix(number + 2);
  if (line.starts_with("[GC ") || line.starts_with("[Full GC ")) return true;
  return line.starts_with('[') && line.substr(0, 64).find("s][info") != std::string_view::npos &&
         line.substr(0, 64).find("[gc") != std::string_view::npos;
}

bool is_virtual_machine(std::string_view line) {
  if (line.starts_with("Listening for transport dt_") || line.starts_with("Picked up JAVA_TOOL_OPTIONS: ") ||
      line.starts_with("Picked up _JAVA_OPTIONS: "))
    return true;
  return (line.starts_with("OpenJDK ") || line.starts_with("Java HotSpot(TM) ")) &&
         line.substr(0, 64).find(" VM warning: ") != std::string_view::npos;
}

}  // namespace

bool is_chatter(std::string_view line) {
  return is_virtual_machine(line) || is_access_log(line) || is_garbage_collection(line);
}

}  // namespace culprit::parse
