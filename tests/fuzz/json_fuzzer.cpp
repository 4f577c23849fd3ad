#include "parse/json_assembler.hpp"
#include "parse/json_record.hpp"
#include "require.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Reads each line as JSON, and again what an envelope holds; and puts the lines
// together where they may be an object of several lines. What is skimmed of a line must be
// what is read of it.

using namespace culprit;
using namespace culprit::fuzz;
using namespace culprit::parse;

namespace {

/// Reads each byte, so that a view that dangles is found.
void read_through(std::string_view text) {
  const std::string copy(text);
  require(copy == text, "a view doesn't change");
}

void check(const JsonRecord& record) {
  require(!record.layout.empty(), "a record has a layout");
  require(record.time.has_value() || record.level != Level::unknown, "a record tells a time or a level");
  for (const std::string_view text : {record.logger, record.thread, record.message, record.stack_trace})
    read_through(text);
  for (const ContextField& field : record.context) {
    require(!field.value.empty(), "a context field has a value");
    read_through(field.name);
    read_through(field.value);
  }
  const auto throwables = record.throwables;
  require(throwables.size() <= 1 || record.stack_trace.empty(), "a throwable is read once");
  for (std::size_t i = 0; i < throwables.size(); ++i) {
    require((throwables[i].relation == Relation::head) == (i == 0),
            "the head, and nothing else, comes first");
    require(i == 0 || throwables[i].parent < i, "a throwable comes after its parent");
    require(!throwables[i].class_name.empty(), "a throwable has a class");
    read_through(throwables[i].class_name);
    read_through(throwables[i].message);
  }
}

void check(const JsonLine& json) {
  require(json.records.empty() || !json.envelope, "a line is records or an envelope");
  for (const JsonRecord& record : json.records) check(record);
  if (!json.envelope) return;
  read_through(json.envelope->text);
  read_through(json.envelope->stream);
}

void check_skimming(JsonReader& skimmer, JsonReader& unwrapper, const std::string& line) {
  JsonReader fresh;
  const JsonLine json = fresh.read(line);
  if (const auto quiet = skimmer.skim(line)) {
    require(json.records.size() == 1, "what is skimmed is one record");
    const JsonRecord& record = json.records[0];
    require(record.layout == quiet->layout && record.level == quiet->level, "it is skimmed as it is read");
    require(!is_error(record.level) && record.stack_trace.empty() && record.throwables.empty() &&
                record.message.find('\n') == std::string_view::npos,
            "what is skimmed is quiet");
  } else {
    skimmer.read(line);
  }
  const auto envelope = unwrapper.unwrap(line);
  require(envelope.has_value() == json.envelope.has_value(), "it is unwrapped if it is an envelope");
  if (envelope)
    require(envelope->text == json.envelope->text && envelope->stream == json.envelope->stream &&
                envelope->end == json.envelope->end,
            "it is unwrapped as it is read");
}

/// The lines of an input in memory of their own, so that reading behind their end is found.
std::vector<std::string> split(std::string_view input) {
  std::vector<std::string> lines;
  while (!input.empty()) {
    const std::size_t end = std::min(input.find('\n'), input.size());
    lines.emplace_back(input.substr(0, end)).shrink_to_fit();
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  JsonReader reader, inner, skimmer, unwrapper;
  JsonAssembler assembler;
  for (const std::string& line : split({reinterpret_cast<const char*>(bytes), size})) {
    check_skimming(skimmer, unwrapper, line);
    // Of other values in the same form there are few in one input: so a byte is moved.
    if (line.size() > 2) {
      std::string changed = line;
      changed[size * 31 % line.size()] = line[size * 7 % line.size()];
      check_skimming(skimmer, unwrapper, changed);
    }
    const JsonLine json = reader.read(line);
    check(json);
    if (json.envelope) check(inner.read(json.envelope->text));
    if (assembler.state() == JsonAssembler::State::open) {
      if (assembler.add(line) == JsonAssembler::State::complete) check(inner.read(assembler.object()));
      require(assembler.text().size() <= JsonAssembler::kBytes + 1, "what is collected is bounded");
    }
    if (assembler.state() != JsonAssembler::State::open && JsonAssembler::begins(line)) assembler.start(line);
  }
  return 0;
}
