#include "parse/head_memo.hpp"

#include <cstdint>
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
  constexpr std::size_t kShortest = 16;  // which hash() looks at
  const std::size_t length = line.find(':');
  if (length < kShortest || length > kLongest) return rank_head(line, shapes_);
  Place& place = places_[hash(line.substr(0, length)) % kPlaces];
  // Up to the blank behind the colon a name says all that rank_head() wants to know.
  if (place.class_and_colon.size() == length + 2 && line.starts_with(place.class_and_colon))
    return {place.rank, static_cast<std::uint32_t>(length)};
  const RankedHead head = rank_head(line, shapes_);
  if (head.class_length == length) place = {std::string(line.substr(0, length + 2)), head.rank};
  return head;
}

}  // namespace culprit::parse
