#include "summarize/buckets.hpp"

#include <culprit/distinct_count.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace culprit {
namespace {

/// std::lower_bound() without branches: which way they go is anybody's guess, as hashes are random.
std::vector<std::uint64_t>::iterator find_place(std::vector<std::uint64_t>& ascending, std::uint64_t hash) {
  const std::uint64_t* const hashes = ascending.data();
  std::size_t place = 0;
  for (std::size_t rest = ascending.size(); rest > 0; rest /= 2) {
    const std::size_t half = (rest + 1) / 2;
    place += half & -std::size_t{hashes[place + half - 1] < hash};
  }
  return ascending.begin() + static_cast<std::ptrdiff_t>(place);
}

}  // namespace

std::size_t DistinctCount::add(std::uint64_t hash) {
  const bool is_full = smallest_.size() == kExact;
  if (is_full && hash > smallest_.back()) {
    more_ = true;
    return 0;
  }
  auto place = find_place(smallest_, hash);
  if (place != smallest_.end() && *place == hash) return 0;
  if (!is_full) return summarize::insert_within(smallest_, place, hash, kExact);
  more_ = true;  // the last one gives way
  std::move_backward(place, std::prev(smallest_.end()), smallest_.end());
  *place = hash;
  return 0;
}

void DistinctCount::merge(const DistinctCount& other) {
  std::vector<std::uint64_t> both;
  both.reserve(smallest_.size() + other.smallest_.size());
  std::set_union(smallest_.begin(), smallest_.end(), other.smallest_.begin(), other.smallest_.end(),
                 std::back_inserter(both));
  more_ = more_ || other.more_ || both.size() > kExact;
  both.resize(std::min(both.size(), kExact));
  smallest_.assign(both.begin(), both.end());
}

std::uint64_t DistinctCount::estimate() const {
  if (is_exact()) return smallest_.size();
  // Of n hashes spread evenly over [0, 1), the k-th is near k/n; (k-1)/it has no bias.
  const double kth = std::ldexp(static_cast<double>(smallest_.back()) + 1, -64);
  // Hashes that are not spread, as somebody may choose them, can be nearer to 0 than any number of others
  // gets.
  const double estimated = std::min((static_cast<double>(kExact) - 1) / kth, 0x1p62);
  return std::max<std::uint64_t>(kExact + 1, static_cast<std::uint64_t>(std::llround(estimated)));
}

std::size_t DistinctCount::size_bytes() const {
  return sizeof *this + summarize::room_for(smallest_.size(), kExact) * sizeof(std::uint64_t);
}

std::optional<DistinctCount> DistinctCount::from_state(const State& state) {
  if (state.smallest.size() > kExact || (state.more && state.smallest.size() < kExact)) return std::nullopt;
  if (std::adjacent_find(state.smallest.begin(), state.smallest.end(), std::greater_equal<>()) !=
      state.smallest.end())
    return std::nullopt;
  DistinctCount made;
  made.smallest_ = state.smallest;
  made.more_ = state.more;
  return made;
}

}  // namespace culprit
