#include "parse/json_document.hpp"

#include "parse/json_text.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <cstring>

namespace culprit::parse {
namespace {

/// A cause stands one or two levels below what it caused; nothing else nests
/// as deeply as that.
constexpr std::size_t kDepth = 1024;
/// A frame of log4j2 is eight values: 16 thousand frames.
constexpr std::size_t kNodes = std::size_t{1} << 17;

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The code unit of `\uXXXX`, without `\u`; -1 if it isn't one.
int read_hex4(std::string_view digits) {
  if (digits.size() < 4) return -1;
  int value = 0;
  for (const char c : digits.substr(0, 4)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/// Decodes what stands behind `\u`, a pair of surrogates perhaps, and moves
/// `rest` behind it. A surrogate alone is U+FFFD.
char* decode_unicode(char* out, std::string_view& rest) {
  const int unit = read_hex4(rest);
  if (unit < 0) {
    *out++ = '\\';
    *out++ = 'u';
    return out;
  }
  rest.remove_prefix(4);
  auto code_point = static_cast<char32_t>(unit);
  if (text::is_surrogate(code_point)) {
    const int low =
        text::is_high_surrogate(code_point) && rest.starts_with("\\u") ? read_hex4(rest.substr(2)) : -1;
    if (low >= 0 && text::is_low_surrogate(static_cast<char32_t>(low))) {
      code_point = text::join_surrogates(code_point, static_cast<char32_t>(low));
      rest.remove_prefix(6);
    } else {
      code_point = text::kReplacement;
    }
  }
  return text::append_utf8(out, code_point);
}

}  // namespace

// No escape is shorter than what it stands for, but an unknown one stays as it is.
char* decode_json_string(std::string_view escaped, char* out) {
  while (!escaped.empty()) {
    const std::size_t plain = std::min(escaped.find('\\'), escaped.size());
    std::memcpy(out, escaped.data(), plain);
    out += plain;
    escaped.remove_prefix(plain);
    if (escaped.size() < 2) break;  // cut within an escape
    const char c = escaped[1];
    escaped.remove_prefix(2);
    switch (c) {
      case 'b': *out++ = '\b'; break;
      case 'f': *out++ = '\f'; break;
      case 'n': *out++ = '\n'; break;
      case 'r': *out++ = '\r'; break;
      case 't': *out++ = '\t'; break;
      case 'u': out = decode_unicode(out, escaped); break;
      case '"':
      case '\\':
      case '/': *out++ = c; break;
      default: *out++ = '\\'; *out++ = c;
    }
  }
  return out;
}

char* JsonArena::allocate(std::size_t size) {
  constexpr std::size_t kBlock = std::size_t{16} << 10;
  if (blocks_.empty() || blocks_.back().size - used_ < size) {
    const std::size_t block = std::max(kBlock, size);
    blocks_.push_back({std::make_unique<char[]>(block), block});
    used_ = 0;
  }
  char* const bytes = blocks_.back().bytes.get() + used_;
  used_ += size;
  return bytes;
}

void JsonArena::clear() {
  constexpr std::size_t kKept = std::size_t{64} << 10;
  if (blocks_.size() > 1) blocks_.resize(1);
  if (!blocks_.empty() && blocks_[0].size > kKept) blocks_.clear();
  used_ = 0;
}

/// One pass over the text. Where it ends within the object all is closed there.
class JsonDocument::Scanner {
public:
  Scanner(std::string_view text, JsonDocument& document)
      : text_(text), nodes_(document.nodes_), open_(document.open_) {}

  bool scan() {
    skip_array_start();
    if (next() != '{') return false;
    open(JsonNode::Kind::object, {});
    while (!open_.empty()) {
      if (!scan_child()) return false;
      if (at_end()) close_all();
    }
    return has_only_array_end();
  }

private:
  bool at_end() const { return at_ >= text_.size(); }
  /// The next character that is no blank; 0 at the end.
  char next() {
    while (!at_end() && is_space(text_[at_])) ++at_;
    return at_end() ? '\0' : text_[at_];
  }

  void skip_array_start() {
    constexpr char kRecordSeparator = '\x1e';  // RFC 7464, `journalctl -o json-seq`
    while (next() == '[' || next() == ',' || next() == kRecordSeparator) ++at_;
  }

  bool has_only_array_end() {
    while (next() == ',' || next() == ']') ++at_;
    return at_end();
  }

  /// One member or element of the innermost container with the comma in front of
  /// it, or the container's end.
  bool scan_child() {
    JsonNode& parent = nodes_[open_.back()];
    const bool in_object = parent.kind == JsonNode::Kind::object;
    const bool is_first = open_.back() + 1 == nodes_.size();
    char c = next();
    if (c == (in_object ? '}' : ']')) {
      ++at_;
      close();
      return true;
    }
    if (!is_first) {
      if (at_end()) return true;
      if (c != ',') return false;
      ++at_;
      c = next();
    }
    JsonNode node;
    if (in_object) {
      if (at_end()) return true;
      if (c != '"') return false;
      node.name_has_escapes = scan_string(node.name);
      c = next();
      if (at_end()) return true;
      if (c != ':') return false;
      ++at_;
      c = next();
    }
    return at_end() || scan_value(c, node);
  }

  bool scan_value(char c, JsonNode& node) {
    if (nodes_.size() >= kNodes) return false;
    switch (c) {
      case '"':
        node.kind = JsonNode::Kind::string;
        node.text_has_escapes = scan_string(node.text);
        break;
      case '{': return open(JsonNode::Kind::object, node);
      case '[': return open(JsonNode::Kind::array, node);
      case 't': return scan_word("true", JsonNode::Kind::boolean, node);
      case 'f': return scan_word("false", JsonNode::Kind::boolean, node);
      case 'n': return scan_word("null", JsonNode::Kind::null, node);
      default: {
        const std::size_t begin = at_;
        while (!at_end() && is_json_number(text_[at_])) ++at_;
        if (at_ == begin) return false;
        node.kind = JsonNode::Kind::number;
        node.text = text_.substr(begin, at_ - begin);
      }
    }
    add(node);
    return true;
  }

  /// Reads from one quote to the other; returns whether there are escapes in between.
  bool scan_string(std::string_view& content) {
    const std::size_t begin = ++at_;
    bool has_escapes = false;
    at_ = find_json_string_end(text_, at_, has_escapes);
    content = text_.substr(begin, at_ - begin);
    if (!at_end()) ++at_;
    return has_escapes;
  }

  bool scan_word(std::string_view word, JsonNode::Kind kind, JsonNode& node) {
    const std::string_view rest = text_.substr(at_, word.size());
    if (!word.starts_with(rest)) return false;
    at_ += rest.size();
    node.kind = kind;
    node.text = rest;
    add(node);
    return true;
  }

  void add(JsonNode& node) {
    node.end = static_cast<std::uint32_t>(nodes_.size()) + 1;
    nodes_.push_back(node);
  }

  bool open(JsonNode::Kind kind, JsonNode node) {
    if (open_.size() >= kDepth) return false;
    node.kind = kind;
    node.text = text_.substr(at_);
    ++at_;
    open_.push_back(static_cast<std::uint32_t>(nodes_.size()));
    nodes_.push_back(node);
    return true;
  }

  void close() {
    JsonNode& node = nodes_[open_.back()];
    node.text = node.text.substr(0, static_cast<std::size_t>(text_.data() + at_ - node.text.data()));
    node.end = static_cast<std::uint32_t>(nodes_.size());
    open_.pop_back();
  }

  void close_all() {
    while (!open_.empty()) close();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<JsonNode>& nodes_;
  std::vector<std::uint32_t>& open_;
};

bool JsonDocument::parse(std::string_view text) {
  nodes_.clear();
  open_.clear();
  arena_.clear();
  return Scanner(text, *this).scan();
}

std::uint32_t JsonDocument::find(std::uint32_t object, std::string_view name_sought) {
  if (!is(object, JsonNode::Kind::object)) return 0;
  for (const std::uint32_t member : children(object))
    if (name(member) == name_sought) return member;
  return 0;
}

std::string_view JsonDocument::decode(std::string_view escaped) {
  char* const begin = arena_.allocate(escaped.size());
  return {begin, static_cast<std::size_t>(decode_json_string(escaped, begin) - begin)};
}

}  // namespace culprit::parse
