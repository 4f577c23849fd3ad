#pragma once

#include "normalize/masked_message.hpp"
#include "normalize/numbers.hpp"
#include "normalize/scan.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::normalization {

/// Remembers how messages that were masked are worded, to know those again that say the same
/// with other numbers, UUIDs and paths, however long they are. What stands between these is compared, at
/// a tenth of what masking costs. Messages often come in the order in which they came before, so that
/// mostly no more than one has to be compared with; and where one repeats all that varies in the one before,
/// as a cause does in its wrapper, a single comparison will do.
///
/// Which of them may differ is decided so narrowly that masking could not come to another
/// result: what stands before and behind one shows that it is neither part of a date, a status or a
/// name, nor followed by what would be read otherwise behind another number.
class FormMemo {
public:
  FormMemo() = default;
  FormMemo(FormMemo&&) = default;  // entries stay where they are, as others point to them
  FormMemo& operator=(FormMemo&&) = default;

  /// The masked form of a message like one that was learned, or nullptr. Valid
  /// until the next call. `outer` may be the message of the call before, if it is still there.
  const MaskedMessage* find(std::string_view message, std::string_view outer = {});

  /// Takes in a message whose `spans` became the placeholders of `masked`, alone or several together;
  /// each of its captures is the number in one of them, which `captured` tells.
  void learn(std::string_view message, const MaskedMessage& masked, std::span<const MaskedSpan> spans,
             std::span<const std::size_t> captured);

private:
  static constexpr std::size_t kSets = 256;
  static constexpr std::size_t kWays = 4;
  static constexpr std::size_t kLongest = 4096;
  static constexpr std::size_t kPrefix = 4;  ///< bytes at the start in which no value stands

  static constexpr std::uint16_t kNone = 0xFFFF;

  /// A number, UUID or path, and what stands in front of it.
  struct Value {
    std::uint16_t gap = 0;  ///< its end in Entry::gaps
    PlaceholderKind kind = PlaceholderKind::number;
    bool has_decimals = false;      ///< of a number: some rules want whole ones
    std::uint16_t capture = kNone;  ///< its index in MaskedMessage::captures, if there it is
    double factor = 1, divisor = 1;

    bool operator==(const Value&) const = default;
  };

  struct Entry {
    std::string gaps;  ///< the message without its values
    std::vector<Value> values;
    MaskedMessage masked;
    Entry* next = nullptr;    ///< the one that was of use after this one
    std::uint64_t inner = 0;  ///< the id of `next`, if this one repeats it, with all its values, …
    std::size_t before = 0, behind = 0;  ///< … between so many bytes of its own
    std::uint32_t hits = 0;
    std::uint16_t set = 0;
    bool is_used = false;
  };

  struct Set {
    std::array<Entry, kWays> entries;
    std::uint32_t pause = 0;   ///< messages that aren't learned after one that was, …
    std::uint32_t paused = 0;  ///< … and those since
  };

  /// The value before it that may differ, if there is one, ends at `value_end`.
  static bool may_differ(std::string_view message, const MaskedSpan& span, std::size_t value_end);
  static bool matches(Entry& entry, std::string_view message);
  static void link(Entry& entry, Entry& next);
  bool repeats(std::string_view outer, std::string_view message) const;
  void take_values();
  const MaskedMessage& use(Entry& entry, std::string_view message);
  Set& set_of(std::string_view message);

  std::vector<Set> sets_{kSets};
  Entry* last_ = sets_[0].entries.data();  // that was of use …
  std::string_view found_;  // … for this message, if it was that of the last call; perhaps gone
  std::uint64_t learned_ = 0;
};

}  // namespace culprit::normalization
