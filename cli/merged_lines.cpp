#include "merged_lines.hpp"

#include "output.hpp"

#include <cstring>
#include <string_view>

namespace culprit::cli {
namespace {

/// The text with a NUL before each placeholder, as text alone may look like one.
void mark(const Template& line, std::string& marked) {
  marked.clear();
  std::size_t copied = 0;
  for (const Template::Placeholder& placeholder : line.placeholders) {
    marked.append(line.text, copied, placeholder.offset - copied).append(1, '\0');
    copied = placeholder.offset;
  }
  marked.append(line.text, copied);
}

/// What a template takes here and while it is merged, about.
std::size_t size_of(const Template& line) {
  constexpr std::size_t kOverhead = 200;
  return line.text.size() + line.placeholders.size() * sizeof(Template::Placeholder) + kOverhead;
}

}  // namespace

void MergedLines::add(const Template& line) {
  mark(line, marked_);
  if (const auto known = indices_.find(marked_); known != indices_.end()) return write_number(known->second);
  const std::size_t size = size_of(line);
  if (bytes_ + size > kTemplateBytes) {
    ++left_out_;
    write_number(kLeftOut);
    write_number(static_cast<std::uint32_t>(line.text.size()));
    lines_.write(line.text);
    return;
  }
  bytes_ += size;
  const auto index = static_cast<std::uint32_t>(templates_.size());
  indices_.emplace(marked_, index);
  templates_.push_back({line.text, line.placeholders, {}});
  write_number(index);
}

bool MergedLines::print_all() {
  constexpr std::size_t kBlockBytes = 256 << 10;
  indices_ = {};
  const std::vector<MergedTemplate> merged = merger_(templates_);
  lines_.rewind();
  std::string out, text;
  for (std::uint32_t index = 0; read_number(index);) {
    if (index == kLeftOut) {
      read_number(index);
      text.resize(index);
      lines_.read(text.data(), text.size());
      out += text;
    } else {
      out += merged[index].merged.text;
    }
    out += '\n';
    if (out.size() < kBlockBytes) continue;
    if (!print(out)) return false;
    out.clear();
  }
  return print(out);
}

void MergedLines::write_number(std::uint32_t number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  lines_.write({bytes, sizeof bytes});
}

bool MergedLines::read_number(std::uint32_t& number) {
  char bytes[sizeof number];
  if (!lines_.read(bytes, sizeof bytes)) return false;
  std::memcpy(&number, bytes, sizeof number);
  return true;
}

}  // namespace culprit::cli
