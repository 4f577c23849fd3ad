#include "record_text.hpp"

#include "parse/text.hpp"

#include <algorithm>

namespace culprit {

RecordText::RecordText(const Event& event, const parse::Wrapping& wrapping, std::size_t limit)
    : next_(event.offset), end_(event.offset + event.length), limit_(limit), stream_(event.stream) {
  if (!wrapping.prefixes.empty() || wrapping.json_envelopes) unwrapper_.emplace(wrapping);
}

void RecordText::take(std::string_view bytes, std::uint64_t offset) {
  if (is_complete() || offset + bytes.size() <= next_) return;
  if (offset > next_) {  // what stood in front is gone
    is_cut_ = true;
    return;
  }
  bytes.remove_prefix(static_cast<std::size_t>(next_ - offset));
  bytes = bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), end_ - next_)));
  next_ += bytes.size();
  if (!unwrapper_) {
    append(bytes);
    return;
  }
  while (!bytes.empty() && !is_cut_) {
    const std::size_t end = bytes.find('\n');
    line_.append(bytes.substr(0, end), 0, limit_ - std::min(limit_, line_.size()));
    if (end == std::string_view::npos) return;
    bytes.remove_prefix(end + 1);
    take_line(line_);
    line_.clear();
  }
}

void RecordText::finish() {
  if (!line_.empty()) take_line(line_);
  line_.clear();
  is_cut_ = is_cut_ || next_ != end_;
}

void RecordText::take_line(std::string_view line) {
  const parse::Unprefixed whose = unwrapper_->read(line);
  if (whose.notice) return;
  if (is_first_) first_stream_ = whose.stream;
  // A line that doesn't say whose it is continues what stands above it.
  if (whose.prefixed || is_first_) is_own_ = whose.stream == stream_ || whose.stream == first_stream_;
  is_first_ = false;
  if (!is_own_) return;
  append(whose.text);
  if (whose.complete && !whose.text.ends_with('\n')) append("\n");
}

void RecordText::append(std::string_view text) {
  text_ += text;
  if (text_.size() <= limit_) return;
  text_.resize(parse::cut(text_, limit_).size());
  is_cut_ = true;
}

}  // namespace culprit
