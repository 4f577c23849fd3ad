#pragma once

#include "normalize/characters.hpp"
#include "normalize/masked_message.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace culprit::normalization {

/// Part of a message that became a placeholder.
struct MaskedSpan {
  std::size_t begin = 0;
  std::size_t length = 0;
  PlaceholderKind kind = PlaceholderKind::any;
};

/// One pass over one message: what is still to read, and what has been written.
/// A rule that finds something at at() says what becomes of it (kept, masked,
/// dropped), which moves at() behind it.
///
/// Placeholders that stand so close that together they are one value grow
/// together here: `attempt_N_N_m_N` becomes `attempt_<*>`.
///
/// Keeps its memory from message to message.
class Scan {
public:
  /// Begins with a new message; at() is its start, and end_at() its end.
  void start(std::string_view message);

  /// Makes text() end at `end`: what stands behind belongs to someone else.
  void end_at(std::size_t end) { text_ = message_.substr(0, end); }

  /// The message, from its first byte: rules may look back.
  std::string_view text() const { return text_; }
  std::size_t at() const { return at_; }
  bool done() const { return at_ >= text_.size(); }

  /// Whether nothing stands between the last placeholder and at().
  bool after_placeholder() const {
    return literal_ == at_ && !offsets_.empty() && offsets_.back() + 1 == size_;
  }

  /// The next `length` bytes stay as they are. They must hold no NUL.
  void keep(std::size_t length) { at_ += length; }

  /// The next `length` bytes become a placeholder of a kind other than number and user.
  void mask(PlaceholderKind kind, std::size_t length);
  void mask_number(Capture capture, std::size_t length);
  void mask_user(std::string_view name, std::size_t length);

  /// The next `length` bytes become `text`.
  void replace(std::size_t length, std::string_view text);

  /// White space, however long, becomes one blank; none at the start.
  void squeeze() {
    // The usual single blank stays where it is, and costs nothing.
    const bool single = text_[at_] == ' ' && !is_space(byte_at(text_, at_ + 1));
    const bool behind_literal = literal_ < at_ && text_[at_ - 1] != ' ';
    const bool behind_placeholder = literal_ == at_ && size_ > 0 && out_.key[size_ - 1] != ' ';
    if (single && (behind_literal || behind_placeholder)) return keep(1);
    squeeze_run();
  }

  /// Ends the message: lists of values become one. The result is valid until start().
  const MaskedMessage& finish();

  /// Whether all was kept but spans() and white space: no text was replaced.
  bool is_plain() const { return is_plain_; }

  /// What became a placeholder, in order. Valid after finish(), until start().
  std::span<const MaskedSpan> spans() const { return spans_; }

  /// Of which of spans() each capture is; numbers that grew together with others have none. Likewise.
  std::span<const std::size_t> captured() const { return captured_; }

private:
  void append(const char* bytes, std::size_t length);
  void grow(std::size_t length);
  void flush();
  void squeeze_run();
  bool grow_last(PlaceholderKind kind);

  std::string_view message_, text_;
  std::size_t at_ = 0;
  std::size_t literal_ = 0;            // what was kept since the last write begins here
  MaskedMessage out_;                  // the key has room, until finish() …
  std::size_t size_ = 0;               // … of which that much is written
  std::vector<std::size_t> offsets_;   // of the placeholders in out_.key
  std::vector<MaskedSpan> spans_;      // of the message, that became placeholders
  std::vector<std::size_t> captured_;  // of spans_, one for each of out_.captures
  bool is_plain_ = true;
};

/// A rule that is tried where `literal` stands: anywhere if it begins with a
/// bracket, a quote or one of `,;=|`, else at the start of a word. An extension
/// point: a product adds what is particular to its messages.
struct LiteralRule {
  std::string_view literal;

  /// Looks at what stands at scan.at(), the literal and what follows. Either
  /// says what becomes of it, or changes nothing and returns false.
  bool (*apply)(Scan& scan, std::string_view literal);
};

}  // namespace culprit::normalization
