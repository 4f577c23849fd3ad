#include "parts.hpp"

#include <algorithm>
#include <utility>

namespace culprit {

Parts::Parts(std::vector<Input> inputs, unsigned threads) : inputs_(std::move(inputs)) {
  std::uint64_t most = 0;
  for (const Input& input : inputs_) most += 1 + input.size.value_or(0) / kSmallest;
  threads_ = static_cast<unsigned>(std::clamp<std::uint64_t>(most, 1, threads));
}

std::optional<Part> Parts::next(bool may_cut) {
  const std::lock_guard lock(mutex_);
  if (input_ == inputs_.size()) return std::nullopt;
  const auto& [whole, size] = inputs_[input_];
  Part part = whole;
  part.begin = begin_;
  const std::uint64_t rest = size ? *size - begin_ : 0;
  if (left_in_round_ == 0) begin_round(rest);
  if (may_cut && threads_ > 1 && size_ < rest) {
    part.end = begin_ += size_;
    --left_in_round_;
  } else {
    ++input_;
    begin_ = 0;
    left_in_round_ = 0;
  }
  return part;
}

void Parts::note(std::uint64_t bytes, std::uint64_t occurrences) {
  const std::lock_guard lock(mutex_);
  bytes_ += bytes;
  occurrences_ += occurrences;
}

void Parts::begin_round(std::uint64_t rest) {
  std::uint64_t largest = bytes_ == 0 ? kLargestUnseen : kLargest;
  // Half of what it may hold, as they are not spread evenly.
  if (occurrences_ > 0)
    largest = std::min<std::uint64_t>(largest, bytes_ / occurrences_ * (Part::kManyOccurrences / 2));
  size_ = std::max(std::min(rest / 4 * 3 / threads_, largest), kSmallest);
  left_in_round_ = threads_;
}

}  // namespace culprit
