#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace culprit::parse {

/// A set of ASCII characters.
class CharSet {
public:
  constexpr explicit CharSet(std::string_view members) {
    for (const char c : members) has_[static_cast<unsigned char>(c)] = true;
  }

  friend constexpr CharSet operator|(CharSet a, const CharSet& b) {
    for (std::size_t c = 0; c < a.has_.size(); ++c) a.has_[c] = a.has_[c] || b.has_[c];
    return a;
  }

  constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }

private:
  std::array<bool, 256> has_{};
};

inline constexpr CharSet kDigits{"0123456789"};

/// Walks along a line from its start. Each take…() moves behind what it finds,
/// and moves nowhere if it finds nothing.
class PrefixCursor {
public:
  explicit PrefixCursor(std::string_view line) : line_(line) {}

  std::size_t position() const { return position_; }
  std::string_view rest() const { return line_.substr(position_); }
  bool at_end() const { return position_ == line_.size(); }

  /// What stands between `begin` and here.
  std::string_view since(std::size_t begin) const { return line_.substr(begin, position_ - begin); }

  bool take(char c) {
    if (at_end() || line_[position_] != c) return false;
    ++position_;
    return true;
  }

  bool take(std::string_view text) {
    if (!rest().starts_with(text)) return false;
    position_ += text.size();
    return true;
  }

  /// As many characters of `set` as there are; no more than a name has.
  std::string_view take_word(const CharSet& set) {
    const std::size_t begin = position_, end = std::min(line_.size(), begin + kLongestWord);
    while (position_ != end && set.has(line_[position_])) ++position_;
    return since(begin);
  }

  bool take_digits() { return !take_word(kDigits).empty(); }

  /// One or more blanks.
  bool take_blanks() {
    const std::size_t begin = position_;
    while (take(' ')) continue;
    return position_ != begin;
  }

  /// The blank behind a prefix. A collector may drop it if the line was empty.
  bool take_last_blank() { return take(' ') || at_end(); }

  /// What `match` finds, a function that returns its length, or 0.
  bool take_match(std::size_t (*match)(std::string_view)) {
    const std::size_t length = match(rest());
    position_ += length;
    return length != 0;
  }

  /// Escapes that colour a terminal: `ESC[36m`.
  void take_escapes() {
    static constexpr CharSet kArguments{"0123456789;"};
    for (;;) {
      PrefixCursor ahead = *this;
      if (!ahead.take("\x1b[")) return;
      ahead.take_word(kArguments);
      if (!ahead.take('m')) return;
      *this = ahead;
    }
  }

  /// Escapes that end a colour, or erase the rest of the line. Others may belong to the text.
  void take_resets() {
    while (take("\x1b[0m") || take("\x1b[m") || take("\x1b[0;m") || take("\x1b[0K")) continue;
  }

private:
  static constexpr std::size_t kLongestWord = 256;

  std::string_view line_;
  std::size_t position_ = 0;
};

}  // namespace culprit::parse
