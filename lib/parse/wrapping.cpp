#include "parse/wrapping.hpp"

#include "parse/json_assembler.hpp"
#include "parse/json_record.hpp"
#include "parse/text.hpp"

#include <algorithm>

namespace culprit::parse {
namespace {

/// Hands each whole line of `front` that isn't blank to `visit`.
template <class Visit>
void for_each_line(std::string_view front, Visit&& visit) {
  if (const std::size_t last = front.rfind('\n'); last != std::string_view::npos)
    front = front.substr(0, last);
  while (!front.empty()) {
    const std::size_t end = std::min(front.find('\n'), front.size());
    std::string_view line = front.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!trim_end(line).empty()) visit(line);
    front.remove_prefix(std::min(end + 1, front.size()));
  }
}

}  // namespace

Wrapping Wrapping::detect(std::string_view front, LayoutSet& layouts) {
  Wrapping wrapping;
  wrapping.prefixes =
      Prefixes::detect(front, [&](std::string_view line) { return layouts.match(line).layout != nullptr; });

  // Somebody's JSON may stand in any message. Around records it stands from the
  // input's first lines on.
  constexpr int kFirstLines = 10;
  int lines = 0;
  JsonReader line_json, object_json;
  JsonAssembler assembler;
  const auto look_at = [&](std::string_view text) {
    if (wrapping.dateless) return;
    const Layout* const layout = layouts.match(text).layout;
    wrapping.dateless = layout != nullptr && layout->has_time && !layout->has_date;
  };
  // Behind a server's banner an object on several lines counts if it is whole, and a record or an envelope.
  const auto assemble = [&](std::string_view text) {
    using State = JsonAssembler::State;
    if (assembler.state() == State::open && assembler.add(text) == State::complete) {
      const JsonLine object = object_json.read(assembler.object());
      wrapping.json_lines |= static_cast<bool>(object);
      if (object.envelope) {
        wrapping.json_line_ends |= object.envelope->end == JsonTextEnd::written;
        look_at(object.envelope->text);
      }
    }
    if (assembler.state() == State::open || !JsonAssembler::begins(text)) return;
    assembler.start(text);
    wrapping.json_lines |= lines <= kFirstLines;
  };
  for_each_line(front, [&](std::string_view line) {
    std::string_view text = wrapping.prefixes.empty() ? line : wrapping.prefixes.strip(line).text;
    const bool may_be_wrapped = ++lines <= kFirstLines || wrapping.json_envelopes;
    if (const auto envelope = may_be_wrapped ? line_json.read(text).envelope : std::nullopt) {
      wrapping.json_envelopes = true;
      wrapping.json_line_ends |= envelope->end == JsonTextEnd::written;
      text = envelope->text;
    }
    assemble(text);
    look_at(text);
  });
  return wrapping;
}

}  // namespace culprit::parse
