#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace culprit {

/// Keeps a few elements of a sequence whose length shows only at its end, spread
/// evenly over all of it: the first, every so many a further one, and the last.
///
///   Spread<std::string> lines(3);
///   while (…) lines.add([&] { return line; });
///   for (auto& [index, line] : lines.finish()) …
///
/// When there are too many, every second goes, and from then on half as many
/// come. So what is kept depends on the sequence alone.
template <class Element>
class Spread {
public:
  struct Kept {
    std::uint64_t index;  ///< from 0
    Element element;
  };

  /// `wanted` elements will be asked for; at least 1.
  explicit Spread(std::size_t wanted) : wanted_(wanted) {}

  /// The sequence's length so far.
  std::uint64_t count() const { return count_; }

  /// Takes the sequence's next element, as `make` makes it, if it may be wanted.
  template <class Make>
  void add(Make&& make) {
    const std::uint64_t index = count_++;
    if (wanted_ == 1 && index != 0) return;
    last_.clear();
    if (index % stride_ != 0) {
      last_.push_back({index, make()});
      return;
    }
    kept_.push_back({index, make()});
    if (kept_.size() > kMost * wanted_) thin();
  }

  /// The wanted elements, or all if there are no more: the first, the last, and of those
  /// between the nearest to where they would stand, no more than a sixteenth of the sequence away.
  std::vector<Kept> finish() {
    std::move(last_.begin(), last_.end(), std::back_inserter(kept_));
    std::vector<Kept> chosen;
    std::size_t next = 0;
    for (std::size_t i = 0; i < wanted_ && next < kept_.size(); ++i) {
      const double ideal = wanted_ == 1 ? 0
                                        : static_cast<double>(count_ - 1) * static_cast<double>(i) /
                                              static_cast<double>(wanted_ - 1);
      const auto distance = [&](std::size_t at) {
        return ideal < static_cast<double>(kept_[at].index) ? static_cast<double>(kept_[at].index) - ideal
                                                            : ideal - static_cast<double>(kept_[at].index);
      };
      while (next + 1 < kept_.size() && distance(next + 1) < distance(next)) ++next;
      chosen.push_back(std::move(kept_[next++]));
    }
    return chosen;
  }

private:
  static constexpr std::size_t kMost = 8;  // kept for each one wanted

  void thin() {
    std::size_t even = 0;
    for (std::size_t i = 0; i < kept_.size(); i += 2) std::swap(kept_[even++], kept_[i]);
    kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(even), kept_.end());
    stride_ *= 2;
  }

  std::size_t wanted_;
  std::uint64_t count_ = 0;
  std::uint64_t stride_ = 1;
  std::vector<Kept> kept_;  // those at multiples of the stride
  std::vector<Kept> last_;  // the last, if it isn't one of them
};

}  // namespace culprit
