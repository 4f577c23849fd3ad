#include "parse/json_slf4j.hpp"

#include <cstring>

namespace culprit::parse {

std::string_view format_slf4j(JsonDocument& document, std::string_view message, std::uint32_t arguments) {
  constexpr std::string_view kPlace = "{}";
  if (message.find(kPlace) == std::string_view::npos) return message;
  const auto list = document.children(arguments);
  std::size_t size = message.size();
  for (const std::uint32_t argument : list) size += document[argument].text.size();
  char* const begin = document.arena().allocate(size);
  char* out = begin;
  const auto append = [&](std::string_view text) {
    if (text.empty()) return;
    std::memcpy(out, text.data(), text.size());
    out += text.size();
  };
  auto argument = list.begin();
  while (argument != list.end()) {
    const std::size_t place = message.find(kPlace);
    if (place == std::string_view::npos) break;
    const bool is_escaped = place > 0 && message[place - 1] == '\\';
    const bool is_backslash_escaped = is_escaped && place > 1 && message[place - 2] == '\\';
    append(message.substr(0, is_escaped ? place - 1 : place));
    if (is_escaped && !is_backslash_escaped) {
      append(kPlace);
    } else {
      append(document.is(*argument, JsonNode::Kind::null) ? "null" : document.text(*argument));
      ++argument;
    }
    message.remove_prefix(place + kPlace.size());
  }
  append(message);
  return {begin, static_cast<std::size_t>(out - begin)};
}

}  // namespace culprit::parse
