#include "input/utf16_source.hpp"

#include "text/unicode.hpp"

#include <algorithm>

namespace culprit::input {
namespace {

using namespace std::string_view_literals;

constexpr auto kLittleEndianMark = "\xff\xfe"sv, kBigEndianMark = "\xfe\xff"sv;
constexpr std::size_t kUnitBytes = 2;  // of the mark, too
/// What a unit becomes takes no more; that of a pair takes four.
constexpr std::size_t kMostUtf8Bytes = 3;

}  // namespace

bool has_utf16_mark(std::string_view front) {
  return front.starts_with(kLittleEndianMark) || front.starts_with(kBigEndianMark);
}

std::streamsize Utf16Source::read(char* destination, std::streamsize size) {
  if (size == 0) return 0;
  while (text_.empty()) {
    if (form_ == Form::other) return stored_->read(destination, size);
    if (!fill(static_cast<std::size_t>(size))) return -1;
  }
  const std::size_t count = text_.copy(destination, static_cast<std::size_t>(size));
  text_.remove_prefix(count);
  return static_cast<std::streamsize>(count);
}

/// Reads up to `size` bytes more, and makes text of those that are there, if they tell enough.
/// Returns false at the end.
bool Utf16Source::fill(std::size_t size) {
  if (ended_ && pending_ != 0) throw Fault(Diagnostic::Kind::truncated, consumed(), "truncated UTF-16 text");
  if (ended_) return false;
  if (bytes_.size() < pending_ + size) bytes_.resize(pending_ + size);
  try {
    const std::streamsize count = stored_->read(bytes_.data() + pending_, static_cast<std::streamsize>(size));
    ended_ = count < 0;
    pending_ += ended_ ? 0 : static_cast<std::size_t>(count);
  } catch (const Fault&) {
    // A byte in front of it may be all there is; who reads on will meet the fault again.
    if (form_ != Form::unknown || pending_ == 0) throw;
    begin();
    return true;
  }
  if (form_ != Form::unknown) decode(0);
  else if (ended_ || pending_ >= kUnitBytes) begin();
  return true;
}

/// Goes by the mark, if there is one.
void Utf16Source::begin() {
  const std::string_view front(bytes_.data(), pending_);
  if (!has_utf16_mark(front)) {
    form_ = Form::other;
    text_ = front;
    return;
  }
  form_ = front.starts_with(kBigEndianMark) ? Form::big_endian : Form::little_endian;
  decode(kUnitBytes);
}

/// Makes text of what stands from `at` on, but for what may go on with the bytes that follow.
void Utf16Source::decode(std::size_t at) {
  const std::size_t upper = form_ == Form::big_endian ? 0 : 1;
  const auto byte = [&](std::size_t i) { return char32_t{static_cast<unsigned char>(bytes_[i])}; };
  const auto unit = [&](std::size_t i) { return byte(i + upper) << 8 | byte(i + 1 - upper); };
  decoded_.resize(std::max(decoded_.size(), pending_ / kUnitBytes * kMostUtf8Bytes));
  char* out = decoded_.data();
  for (; at + kUnitBytes <= pending_; at += kUnitBytes) {
    char32_t code_point = unit(at);
    if (text::is_surrogate(code_point)) {
      const bool has_next = at + 2 * kUnitBytes <= pending_;
      if (text::is_high_surrogate(code_point) && !has_next && !ended_) break;
      const char32_t next = has_next ? unit(at + kUnitBytes) : 0;
      if (text::is_high_surrogate(code_point) && text::is_low_surrogate(next)) {
        code_point = text::join_surrogates(code_point, next);
        at += kUnitBytes;
      } else {
        code_point = text::kReplacement;
      }
    }
    out = text::append_utf8(out, code_point);
  }
  text_ = {decoded_.data(), static_cast<std::size_t>(out - decoded_.data())};
  std::copy(bytes_.begin() + static_cast<std::ptrdiff_t>(at),
            bytes_.begin() + static_cast<std::ptrdiff_t>(pending_), bytes_.begin());
  pending_ -= at;
}

}  // namespace culprit::input
