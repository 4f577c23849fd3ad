#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <vector>

/// Counts by key, in ascending order of keys, each key once: what Distribution and
/// Timeline are made of. A `Bucket` is an aggregate of its key and `std::uint64_t count`.
namespace culprit::summarize {

/// Addition that stops at the largest number. Unlike a sum that wraps it never
/// says 0 of something that was there, and like it is free of any order.
inline std::uint64_t add_saturating(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t sum = a + b;
  return sum < a ? std::numeric_limits<std::uint64_t>::max() : sum;
}

/// Makes one of neighbours that have the same key.
template <class Bucket, class Key>
void unite_equal(std::vector<Bucket>& buckets, Key Bucket::*key) {
  if (buckets.empty()) return;
  auto last = buckets.begin();
  for (auto next = std::next(last); next != buckets.end(); ++next) {
    if ((*last).*key == (*next).*key) last->count = add_saturating(last->count, next->count);
    else *++last = *next;
  }
  buckets.erase(std::next(last), buckets.end());
}

/// The buckets of both.
template <class Bucket, class Key>
std::vector<Bucket> merged(const std::vector<Bucket>& a, const std::vector<Bucket>& b, Key Bucket::*key) {
  std::vector<Bucket> both;
  both.reserve(a.size() + b.size());
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both),
             [key](const Bucket& x, const Bucket& y) { return x.*key < y.*key; });
  unite_equal(both, key);
  return both;
}

/// Where the bucket of `value` is, or would be.
template <class Bucket, class Key>
auto find_place(std::vector<Bucket>& buckets, Key value, Key Bucket::*key) {
  return std::lower_bound(buckets.begin(), buckets.end(), value,
                          [key](const Bucket& bucket, Key wanted) { return bucket.*key < wanted; });
}

/// For how many elements a vector that grows to at most `most` makes room.
inline std::size_t room_for(std::size_t elements, std::size_t most) {
  return elements == 0 ? 0 : std::min(std::bit_ceil(elements), most);
}

/// Inserts, and takes no more memory than room_for() says. Returns how many bytes more that is.
template <class Element>
std::size_t insert_within(std::vector<Element>& elements, typename std::vector<Element>::iterator place,
                          const Element& element, std::size_t most) {
  const auto index = place - elements.begin();
  const std::size_t before = room_for(elements.size(), most), after = room_for(elements.size() + 1, most);
  if (elements.size() == elements.capacity()) elements.reserve(after);
  elements.insert(elements.begin() + index, element);
  return (after - before) * sizeof(Element);
}

}  // namespace culprit::summarize
