#include "parse/json_context.hpp"

#include <cstring>

namespace culprit::parse {
namespace {

using Kind = JsonNode::Kind;

constexpr std::size_t kDepth = 8;
constexpr std::size_t kNameBytes = 256;
constexpr std::size_t kFields = 1024;

class ContextReader {
public:
  ContextReader(JsonDocument& document, std::size_t begin, std::vector<ContextField>& context)
      : document_(document), most_(begin + kFields), context_(context) {}

  void add(std::string_view name, std::uint32_t node, std::size_t depth) {
    if (context_.size() >= most_ || depth > kDepth) return;
    node = unwrap_otel_value(document_, node);
    if (document_.is(node, Kind::object)) {
      add_object(name, node, depth);
    } else if (document_.is(node, Kind::array)) {
      add_list(name, node, depth);
    } else if (const std::string_view value = document_.text(node); !value.empty()) {
      context_.push_back({name, value});
    }
  }

private:
  void add_object(std::string_view name, std::uint32_t object, std::size_t depth) {
    for (const std::uint32_t member : document_.children(object))
      if (const std::string_view full = join(name, document_.name(member)); !full.empty())
        add(full, member, depth + 1);
  }

  void add_list(std::string_view name, std::uint32_t list, std::size_t depth) {
    for (const std::uint32_t element : document_.children(list)) {
      if (!document_.is(element, Kind::object)) continue;
      const std::uint32_t key = document_.find(element, "key"), value = document_.find(element, "value");
      if (key == 0) {
        add(name, element, depth + 1);
      } else if (const std::string_view full = join(name, document_.text(key)); value != 0 && !full.empty()) {
        add(full, value, depth + 1);
      }
    }
  }

  /// Empty if it is too long, or both are.
  std::string_view join(std::string_view prefix, std::string_view name) {
    if (prefix.size() + name.size() >= kNameBytes) return {};
    if (prefix.empty()) return name;
    const std::size_t size = prefix.size() + 1 + name.size();
    char* const bytes = document_.arena().allocate(size);
    std::memcpy(bytes, prefix.data(), prefix.size());
    bytes[prefix.size()] = '.';
    if (!name.empty()) std::memcpy(bytes + prefix.size() + 1, name.data(), name.size());
    return {bytes, size};
  }

  JsonDocument& document_;
  std::size_t most_;
  std::vector<ContextField>& context_;
};

}  // namespace

std::uint32_t unwrap_otel_value(JsonDocument& document, std::uint32_t node) {
  if (!document.is(node, Kind::object)) return node;
  const auto members = document.children(node);
  if (members.begin() == members.end()) return node;
  const std::uint32_t value = *members.begin();
  const std::string_view type = document.name(value);
  const bool is_typed =
      type == "stringValue" || type == "intValue" || type == "boolValue" || type == "doubleValue";
  return is_typed ? value : node;
}

void add_json_context(JsonDocument& document, std::string_view name, std::uint32_t node, std::size_t begin,
                      std::vector<ContextField>& context) {
  ContextReader(document, begin, context).add(name, node, 0);
}

}  // namespace culprit::parse
