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

/// Remembers messages that were masked, to know those again that differ from
/// them in nothing but the digits of plain numbers and of UUIDs: they have the
/// same template. What a load test logs is mostly such messages, and a look
/// here costs a twentieth of masking them.
///
/// Which digits may differ is decided so narrowly that masking could not come
/// to another result: a number stands alone between blanks or brackets, behind
/// words in lower case, so that it is no part of a date, a status or a name.
class MaskMemo {
public:
  /// The masked form of a message like one that was learned, or nullptr. Valid
  /// until the next call.
  const MaskedMessage* find(std::string_view message);

  /// Takes in a message whose `spans` became the placeholders of `masked`, one
  /// for each, in order.
  void learn(std::string_view message, const MaskedMessage& masked, std::span<const MaskedSpan> spans);

private:
  static constexpr std::size_t kSets = 128;
  static constexpr std::size_t kWays = 4;
  static constexpr std::size_t kShortest = 16;  ///< shorter ones are masked as quickly
  static constexpr std::size_t kLongest = 1024;

  struct Number {
    std::size_t begin;
    std::size_t length;
    UnitMatch unit;
    std::size_t capture;  ///< index in MaskedMessage::captures
  };

  struct Uuid {
    std::size_t begin;
    std::size_t length;
  };

  /// Which messages are like the one that was learned: each byte has a least value, and may
  /// be as far above it as the range says. So sixteen are compared at once.
  struct Entry {
    std::string least;
    std::string range;
    std::vector<Number> numbers;
    std::vector<Uuid> uuids;
    MaskedMessage masked;

    void vary(std::size_t at, char from, unsigned char by) {
      least[at] = from;
      range[at] = static_cast<char>(by);
    }
  };

  /// Where messages of one length and the like are kept.
  struct Set {
    std::array<Entry, kWays> entries;
    std::size_t oldest = 0;
  };

  static bool matches(const Entry& entry, std::string_view message);
  Set& set_of(std::string_view message);

  std::vector<Set> sets_{kSets};
};

}  // namespace culprit::normalization
