#include "merged_lines.hpp"

#include "output.hpp"

#include <cstring>
#include <string_view>

namespace culprit::cli {

void MergedLines::add(std::string_view message) {
  if (const auto number = table_.add(message)) return write_number(static_cast<std::uint32_t>(*number));
  ++left_out_;
  text_.clear();
  normalizer_.append_text(message, text_);
  write_number(kLeftOut);
  write_number(static_cast<std::uint32_t>(text_.size()));
  lines_.write(text_);
}

bool MergedLines::print_all() {
  constexpr std::size_t kBlockBytes = 256 << 10;
  const std::vector<MergedTemplate> merged = merger_(table_.templates());
  lines_.rewind();
  std::string out;
  for (std::uint32_t number = 0; read_number(number);) {
    if (number == kLeftOut) {
      read_number(number);
      text_.resize(number);
      lines_.read(text_.data(), text_.size());
      out += text_;
    } else {
      out += merged[number].merged.text;
    }
    out += '\n';
    if (out.size() < kBlockBytes) continue;
    if (!print_log_text(out)) return false;
    out.clear();
  }
  return print_log_text(out);
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
