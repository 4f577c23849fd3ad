#include "normalize/scan.hpp"

#include "normalize/characters.hpp"
#include "normalize/values.hpp"
#include "text/row.hpp"

#include <cstring>

namespace culprit::normalization {
namespace {

using text::kRowBytes;

/// A statement and what a user named stay visible for themselves.
bool grows(PlaceholderKind kind) { return kind != PlaceholderKind::sql && kind != PlaceholderKind::user; }

bool is_place(PlaceholderKind kind) {
  using Kind = PlaceholderKind;
  return kind == Kind::path || kind == Kind::file || kind == Kind::url || kind == Kind::host ||
         kind == Kind::ip;
}

/// What `first` and `second` are together. A place stays one with its line, its
/// port, its version or its second name; anything else has no kind.
PlaceholderKind grown(PlaceholderKind first, PlaceholderKind second) {
  const bool place = is_place(first) && (is_place(second) || second == PlaceholderKind::number);
  return place ? first : PlaceholderKind::any;
}

/// Whether what stands between two placeholders makes them one: at most two
/// letters, with a mark at either end, or one mark alone: ``, `-`, `_m_`, `ms/`.
bool joins(std::string_view gap) {
  constexpr std::string_view kMarks = "_-.:/#~";
  if (gap.size() > 4) return false;
  if (gap.size() == 1 && one_of(gap[0], kMarks)) return true;
  if (!gap.empty() && one_of(gap.front(), kMarks)) gap.remove_prefix(1);
  const std::size_t letters = run_end(gap, 0, is_letter);
  if (letters > 2) return false;
  gap.remove_prefix(letters);
  return gap.empty() || (letters > 0 && gap.size() == 1 && one_of(gap[0], kMarks));
}

}  // namespace

void Scan::start(std::string_view message) {
  message_ = text_ = message;
  at_ = literal_ = 0;
  size_ = 0;
  out_.key.resize(message.size() + kRowBytes);
  out_.kinds.clear();
  out_.captures.clear();
  out_.user_names.clear();
  offsets_.clear();
  spans_.clear();
  captured_.clear();
  is_plain_ = true;
}

void Scan::grow(std::size_t length) { out_.key.resize(2 * (size_ + length)); }

inline void Scan::append(const char* bytes, std::size_t length) {
  if (length == 0) return;
  if (length > out_.key.size() - size_) grow(length);
  std::memcpy(out_.key.data() + size_, bytes, length);
  size_ += length;
}

/// Writes what was kept. That is a few bytes mostly, so that a row is copied, whatever is behind them.
inline void Scan::flush() {
  const std::size_t length = at_ - literal_;
  const char* const bytes = message_.data() + literal_;
  if (length <= kRowBytes && message_.size() - literal_ >= kRowBytes &&
      out_.key.size() - size_ >= kRowBytes) {
    std::memcpy(out_.key.data() + size_, bytes, kRowBytes);
    size_ += length;
  } else {
    append(bytes, length);
  }
}

bool Scan::grow_last(PlaceholderKind kind) {
  if (!grows(kind) || offsets_.empty() || !grows(out_.kinds.back())) return false;
  const std::size_t behind_last = offsets_.back() + 1;
  if (!joins({out_.key.data() + behind_last, size_ - behind_last})) return false;
  if (out_.kinds.back() == PlaceholderKind::number) {
    out_.captures.pop_back();
    captured_.pop_back();
  }
  out_.kinds.back() = grown(out_.kinds.back(), kind);
  size_ = behind_last;
  return true;
}

void Scan::mask(PlaceholderKind kind, std::size_t length) {
  flush();
  spans_.push_back({at_, length, kind});
  literal_ = at_ += length;
  if (grow_last(kind)) return;
  offsets_.push_back(size_);
  append("", 1);
  out_.kinds.push_back(kind);
}

void Scan::mask_number(Capture capture, std::size_t length) {
  mask(PlaceholderKind::number, length);
  if (out_.kinds.back() != PlaceholderKind::number) return;
  out_.captures.push_back(capture);
  captured_.push_back(spans_.size() - 1);
}

void Scan::mask_user(std::string_view name, std::size_t length) {
  mask(PlaceholderKind::user, length);
  out_.user_names.push_back(name);
}

void Scan::replace(std::size_t length, std::string_view text) {
  flush();
  is_plain_ = false;
  literal_ = at_ += length;
  append(text.data(), text.size());
}

void Scan::squeeze_run() {
  const std::size_t end = run_end(text_, at_, is_space);
  flush();
  literal_ = at_ = end;
  if (size_ > 0 && out_.key[size_ - 1] != ' ') append(" ", 1);
}

const MaskedMessage& Scan::finish() {
  flush();
  literal_ = at_;
  if (size_ > 0 && out_.key[size_ - 1] == ' ') --size_;
  out_.key.resize(size_);
  collapse_lists(out_, captured_, offsets_);
  return out_;
}

}  // namespace culprit::normalization
