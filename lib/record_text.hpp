#pragma once

#include "parse/unwrapper.hpp"

#include <culprit/event.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace culprit {

/// Picks a record's lines out of the decoded bytes of its input.
///
///   RecordText text(event, wrapping, 1 << 20);
///   while (!text.is_complete() && …) text.take(bytes, offset);
///   text.finish();
///
/// They are byte for byte as they stand in the input. Where the input's lines are
/// wrapped, those of other streams, and what stands around its own, is left out.
class RecordText {
public:
  /// Of an event that was read from an input wrapped like that; no more than `limit` bytes are kept.
  RecordText(const Event& event, const parse::Wrapping& wrapping, std::size_t limit);

  /// Takes what of `bytes`, which stand at `offset` in the input, belongs to the record. Offsets must not
  /// decrease.
  void take(std::string_view bytes, std::uint64_t offset);

  /// True if no further byte will be taken.
  bool is_complete() const { return next_ == end_ || is_cut_; }

  /// Where the next byte stands.
  std::uint64_t next() const { return next_; }

  /// Ends the input.
  void finish();

  /// True if the record has more than was taken or may be kept.
  bool is_cut() const { return is_cut_; }

  std::string& text() { return text_; }

private:
  void take_line(std::string_view line);
  void append(std::string_view text);

  std::uint64_t next_;
  std::uint64_t end_;
  std::size_t limit_;
  std::string text_;
  bool is_cut_ = false;

  // If the lines are wrapped:
  std::optional<parse::Unwrapper> unwrapper_;
  std::string line_;          // the one at hand, as far as it was taken
  std::string stream_;        // whose lines are wanted, as the event says …
  std::string first_stream_;  // … and as its first line does, which lacks what stood above it
  bool is_first_ = true;
  bool is_own_ = true;  // the last line was
};

}  // namespace culprit
