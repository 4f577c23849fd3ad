#include "parse/head_memo.hpp"

#include <cstring>

namespace culprit::parse {
namespace {

/// Classes differ in length, and in front of `Exception` at their end.
std::size_t hash(std::string_view name) {
  std::uint64_t word = 0;
  std::memcpy(&word, name.data() + name.size() - 2 * sizeof word, sizeof word);
  return (word + name.size()) * 0x9e3779b97f4a7c15U >> 32;
}

}  // namespace

RankedHead HeadMemo::rank(std::string_view line) {
  const std::uint8_t expected = places_[last_].next;
  if (const Place& place = places_[expected];
      !place.class_and_colon.empty() && line.starts_with(place.class_and_colon)) {
    last_ = expected;
    return head_at(place);
  }
  return find(line);
}

RankedHead HeadMemo::find(std::string_view line) {
  constexpr std::size_t kShortest = 16;  // which hash() looks at
  const std::size_t length = line.find(':');
  if (length < kShortest || length > kLongest) return rank_head(line, shapes_);
  const auto number = static_cast<std::uint8_t>(hash(line.substr(0, length)) % kPlaces);
  Place& place = places_[number];
  // Up to the blank behind the colon a name says all that rank_head() wants to know.
  if (place.class_and_colon.size() != length + 2 || !line.starts_with(place.class_and_colon)) {
    const RankedHead head = rank_head(line, shapes_);
    if (head.class_length != length || line.size() < length + 2) return head;
    place = {std::string(line.substr(0, length + 2)), head.rank};
  }
  places_[last_].next = number;
  last_ = number;
  return head_at(place);
}

}  // namespace culprit::parse
