#include "normalize/values.hpp"

#include "normalize/characters.hpp"
#include "normalize/numbers.hpp"

#include <cstring>

namespace culprit::normalization {
namespace {

/// Whether the byte of a key before a token lets it begin there.
bool opens(char before) { return before == '\0' || one_of(before, " ,;([{<'\"=:|"); }

/// Whether a token may end at `at`: at the end, or at punctuation.
bool closes(std::string_view key, std::size_t at) {
  if (at == key.size() || one_of(key[at], " ,;)]}>'\"|")) return true;
  return one_of(key[at], ".:!?") && (at + 1 == key.size() || key[at + 1] == ' ');
}

bool is_separator(std::string_view gap) { return gap == " " || gap == "," || gap == ", "; }

class ListCollapser {
public:
  ListCollapser(MaskedMessage& message, std::vector<std::size_t>& captured,
                std::span<const std::size_t> offsets)
      : message_(message), captured_(captured), key_(message.key), offsets_(offsets) {}

  /// Copies all but user names over itself, without what a list swallows.
  void run() {
    std::size_t copied = 0;  // bytes of the old key
    for (std::size_t i = 0; i < offsets_.size();) {
      const std::size_t last = last_of_list(i);
      copy_key(copied, offsets_[i]);
      copied = offsets_[last];
      if (last > i) add_list(i, last);
      else add_single(i);
      i = last + 1;
    }
    copy_key(copied, key_.size());
    message_.key.resize(key_size_);
    message_.kinds.resize(kinds_size_);
    message_.captures.resize(captures_size_);
    captured_.resize(captures_size_);
  }

private:
  bool is_value(std::size_t i) const {
    const PlaceholderKind kind = message_.kinds[i];
    if (kind == PlaceholderKind::sql || kind == PlaceholderKind::user) return false;
    const std::size_t behind = offsets_[i] + 1;
    if (!closes(key_, behind)) return false;
    return kind != PlaceholderKind::number || match_unit(key_, behind).length == 0;
  }

  std::size_t last_of_list(std::size_t first) const {
    std::size_t last = first;
    while (last + 1 < offsets_.size()) {
      const std::size_t behind = offsets_[last] + 1;
      const std::size_t gap = offsets_[last + 1] - behind;
      if (gap > 2 || !is_separator(key_.substr(behind, gap)) || !is_value(last + 1)) break;
      if (last == first &&
          (!opens(offsets_[first] > 0 ? key_[offsets_[first] - 1] : '\0') || !is_value(first)))
        break;
      ++last;
    }
    return last;
  }

  void copy_key(std::size_t from, std::size_t to) {
    std::memmove(message_.key.data() + key_size_, key_.data() + from, to - from);
    key_size_ += to - from;
  }

  void add_list(std::size_t first, std::size_t last) {
    for (std::size_t i = first; i <= last; ++i)
      if (message_.kinds[i] == PlaceholderKind::number) ++captures_read_;
    message_.kinds[kinds_size_++] = PlaceholderKind::any;
  }

  void add_single(std::size_t i) {
    if (message_.kinds[i] == PlaceholderKind::number) {
      captured_[captures_size_] = captured_[captures_read_];
      message_.captures[captures_size_++] = message_.captures[captures_read_++];
    }
    message_.kinds[kinds_size_++] = message_.kinds[i];
  }

  MaskedMessage& message_;
  std::vector<std::size_t>& captured_;
  std::string_view key_;  // the old one; what is written never overtakes what is read
  std::span<const std::size_t> offsets_;
  std::size_t key_size_ = 0, kinds_size_ = 0, captures_size_ = 0, captures_read_ = 0;
};

}  // namespace

std::size_t match_null(std::string_view text, std::size_t at) {
  const char before = byte_before(text, at);
  if ((before != '=' && before != ':') || to_lower(byte_at(text, at)) != 'n') return 0;
  for (const std::string_view word : {"null", "NULL", "nil", "None"})
    if (text.substr(at).starts_with(word) && !is_label(byte_at(text, at + word.size()))) return word.size();
  return 0;
}

bool is_empty_value(std::string_view text, std::size_t at) {
  const std::string_view pair = text.substr(at, 2);
  if (pair != "()" && pair != "[]" && pair != "\"\"") return false;
  const char before = byte_before(text, at), after = byte_at(text, at + 2);
  const bool opened = before == '\0' || is_space(before) || one_of(before, "=:,;([{|");
  return opened && (after == '\0' || is_space(after) || one_of(after, ".:,;)]}|"));
}

void collapse_lists(MaskedMessage& message, std::vector<std::size_t>& captured,
                    std::span<const std::size_t> offsets) {
  for (std::size_t i = 1; i < offsets.size(); ++i)
    if (offsets[i] - offsets[i - 1] <= 3) return ListCollapser(message, captured, offsets).run();
}

}  // namespace culprit::normalization
