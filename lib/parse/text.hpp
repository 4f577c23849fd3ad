#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace culprit::parse {

/// Without the white space at its end.
inline std::string_view trim_end(std::string_view text) {
  while (!text.empty() &&
         (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

/// The front of `text`, at most `limit` bytes, that doesn't end within a character of UTF-8.
inline std::string_view cut(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  const auto continues = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
  };
  std::size_t end = limit;
  while (end > 0 && limit - end < 3 && continues(end)) --end;
  return text.substr(0, continues(end) ? limit : end);
}

/// Empties a buffer, which keeps no more memory than most uses of it need.
inline void give_back(std::string& buffer) {
  constexpr std::size_t kKept = std::size_t{16} << 10;
  if (buffer.capacity() > kKept) std::string().swap(buffer);
  buffer.clear();
}

/// Lines of the input that belong together, joined with "\n". As long as they
/// stand side by side in the input it is a mere view; keep() makes it a copy,
/// when the input's buffer is about to go away.
class Text {
public:
  /// Begins anew with `line`; of the lines that follow, no more than `limit` bytes are kept.
  void start(std::string_view line, std::size_t limit) {
    limit_ = limit;
    copied_ = false;
    view_ = cut(line, limit);
    full_ = line.size() > limit;
  }

  void append_line(std::string_view line) {
    if (full_) return;
    const std::size_t room = limit_ - view().size();
    if (line.size() + 1 > room) {
      full_ = true;
      if (room == 0) return;
      line = cut(line, room - 1);
    }
    const bool is_beside =
        !copied_ && view_.data() != nullptr && view_.data() + view_.size() + 1 == line.data();
    if (is_beside && line.data()[-1] == '\n') {
      view_ = {view_.data(), view_.size() + 1 + line.size()};
      return;
    }
    keep();
    copy_ += '\n';
    copy_ += line;
  }

  void keep() {
    if (copied_) return;
    copy_.assign(view_);
    copied_ = true;
  }

  /// Valid until the next change of this object, and no longer than the input unless kept.
  std::string_view view() const { return copied_ ? std::string_view(copy_) : view_; }

private:
  std::string_view view_;
  std::string copy_;
  std::size_t limit_ = 0;
  bool copied_ = false;
  bool full_ = false;
};

}  // namespace culprit::parse
