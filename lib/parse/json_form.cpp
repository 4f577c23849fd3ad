#include "parse/json_form.hpp"

#include "parse/json_text.hpp"
#include "text/row.hpp"

#include <cstring>

namespace culprit::parse {
namespace {

using text::bits;
using text::equal;
using text::kAllBits;
using text::kRowBytes;
using text::load_row;

using Kind = JsonNode::Kind;

/// Of all that stands between values.
constexpr std::size_t kMostBytes = 8 << 10;

constexpr bool is_value(Kind kind) { return kind == Kind::string || kind == Kind::number; }

/// Whether `size` bytes at `at` of `line` are those at `expected`, behind which a row can be read.
inline bool stands_at(std::string_view line, std::size_t at, const char* expected, std::size_t size) {
  if (line.size() - at < size) return false;
  const char* const text = line.data() + at;
  if (line.size() - at < size + kRowBytes) return std::memcmp(text, expected, size) == 0;
  const auto same = [&](std::size_t offset) {
    return bits(equal(load_row(text + offset), load_row(expected + offset)));
  };
  std::size_t offset = 0;
  for (; offset + kRowBytes <= size; offset += kRowBytes)
    if (same(offset) != kAllBits) return false;
  const std::uint32_t asked = (1U << (size - offset)) - 1;
  return (same(offset) & asked) == asked;
}

}  // namespace

JsonForm::JsonForm(const JsonDocument& document, std::string_view line) {
  const char* behind = line.data();
  const auto add_gap = [&](const char* end, bool before_string) {
    const auto size = static_cast<std::size_t>(end - behind);
    if (text_.size() + size > kMostBytes || gaps_.size() > kMostValues) return false;
    gaps_.push_back(
        {static_cast<std::uint16_t>(text_.size()), static_cast<std::uint16_t>(size), before_string});
    text_.append(behind, size);
    return true;
  };
  const char* const end = line.data() + line.size();
  for (std::uint32_t node = 0; node < document[0].end; ++node) {
    const JsonNode& it = document[node];
    if (!is_value(it.kind)) continue;
    const bool is_string = it.kind == Kind::string;
    const bool is_cut = it.text.data() + it.text.size() == end;
    if (is_cut || !add_gap(it.text.data(), is_string)) {
      gaps_.clear();
      return;
    }
    behind = it.text.data() + it.text.size();
  }
  if (!add_gap(end, false) || gaps_.size() > kMostValues) gaps_.clear();
  text_.append(kRowBytes, '\0');
}

bool JsonForm::match(std::string_view line, Values& values) const {
  if (gaps_.empty()) return false;
  std::size_t at = 0;
  const std::size_t count = gaps_.size() - 1;
  for (std::size_t i = 0; i < count; ++i) {
    const Gap& gap = gaps_[i];
    if (!stands_at(line, at, text_.data() + gap.begin, gap.size)) return false;
    const std::size_t begin = at + gap.size;
    at = begin;
    bool has_escapes = false;
    if (gap.before_string) {
      at = find_json_string_end(line, at, has_escapes);
    } else {
      while (at < line.size() && is_json_number(line[at])) ++at;
      if (at == begin) return false;
    }
    values[i] = {line.substr(begin, at - begin), has_escapes};
  }
  const Gap& last = gaps_.back();
  return line.size() - at == last.size && stands_at(line, at, text_.data() + last.begin, last.size);
}

std::uint8_t JsonForm::index_of(const JsonDocument& document, std::uint32_t node) {
  if (node == 0 || !is_value(document[node].kind)) return kNone;
  std::size_t index = 0;
  for (std::uint32_t before = 0; before < node; ++before) index += is_value(document[before].kind);
  return index < kMostValues ? static_cast<std::uint8_t>(index) : kNone;
}

}  // namespace culprit::parse
