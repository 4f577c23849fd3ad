#include "parse/read_header.hpp"

#include "parse/conversion_pattern.hpp"
#include "parse/layout_set.hpp"
#include "parse/read_log.hpp"

namespace culprit::test {

ReadHeader read_header(std::string_view line, std::span<const parse::Layout> layouts) {
  parse::LayoutSet set(layouts);
  const parse::LayoutSet::Match match = set.match(line);
  ReadHeader header;
  if (match.layout == nullptr) return header;
  header.layout = match.layout->name;
  header.level = match.level;
  line.remove_prefix(match.margin);
  if (const auto time = header_time(*match.layout, line)) header.time = to_iso8601(*time);
  parse::HeaderFields fields;
  locate_fields(*match.layout, line, match.start_bytes, fields);
  header.thread = fields.thread;
  header.logger = fields.logger;
  header.message = fields.message;
  for (const ContextField& field : fields.context)
    header.context.emplace(std::string(field.name), std::string(field.value));
  return header;
}

ReadHeader read_header(std::string_view line) { return read_header(line, grammar().layouts); }

ReadHeader read_header(std::string_view line, std::string_view pattern) {
  const parse::Layout layout = parse::compile_pattern("mine", pattern);
  return read_header(line, {&layout, 1});
}

}  // namespace culprit::test
