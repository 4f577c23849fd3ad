#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace culprit::summarize {

/// A map from 64-bit hashes to values that keeps to a budget of bytes. Past it,
/// the values with the largest hashes go, and no value behind them is taken in
/// again.
///
/// What is kept depends on what was put in alone, not on its order: it is the
/// longest run of smallest hashes whose values, when all is in, fit the budget. (A
/// key in that run is never the largest of a set that is over budget, as values
/// only grow; a key behind it always gets its turn to be.) And as a key that is
/// kept was never out, its value has seen everything. So parts merge to the same
/// map as the whole would have given.
///
/// `Value` has a member `std::size_t size_bytes() const`. It may grow in update() and
/// merge(), never shrink, and must not depend on the order of what it has seen.
template <class Value>
class BoundedMap {
public:
  explicit BoundedMap(std::size_t budget_bytes) : budget_bytes_(budget_bytes) {}

  /// The value of `hash`, or nullptr if there is none.
  Value* find(std::uint64_t hash) {
    Shortcut& shortcut = shortcut_to(hash);
    if (shortcut.value != nullptr && shortcut.hash == hash) return shortcut.value;
    const auto found = values_.find(hash);
    if (found == values_.end()) return nullptr;
    shortcut = {hash, &found->second};
    return shortcut.value;
  }
  const Value* find(std::uint64_t hash) const {
    const auto found = values_.find(hash);
    return found == values_.end() ? nullptr : &found->second;
  }

  /// True if a value under this hash would be thrown out at once.
  bool is_behind(std::uint64_t hash) const { return has_bound_ && hash >= bound_; }

  /// Takes in a value under a hash that isn't in the map. Hands each value that
  /// must go, perhaps this one, to `on_evict(Value&)`.
  template <class OnEvict>
  void insert(std::uint64_t hash, Value value, OnEvict&& on_evict) {
    if (is_behind(hash)) {
      on_evict(value);
      return;
    }
    size_bytes_ += value.size_bytes();
    values_.emplace(hash, std::move(value));
    while (size_bytes_ > budget_bytes_) evict_last(on_evict);
  }

  /// Lets `change(Value&)` have a value of the map; it, too, may have to go then.
  template <class Change, class OnEvict>
  void update(Value& value, Change&& change, OnEvict&& on_evict) {
    size_bytes_ -= value.size_bytes();
    change(value);
    size_bytes_ += value.size_bytes();
    while (size_bytes_ > budget_bytes_) evict_last(on_evict);
  }

  /// Takes in all of `other`; `merge(Value& into, const Value&)` joins values of one hash.
  template <class Merge, class OnEvict>
  void merge(const BoundedMap& other, Merge&& merge, OnEvict&& on_evict) {
    if (other.has_bound_) {
      while (!values_.empty() && values_.rbegin()->first >= other.bound_) evict_last(on_evict);
      lower_bound_to(other.bound_);
    }
    for (const auto& entry : other.values_) {
      const auto join = [&](Value& into) { merge(into, entry.second); };
      if (Value* const mine = find(entry.first)) update(*mine, join, on_evict);
      else insert(entry.first, entry.second, on_evict);
    }
  }

  const std::map<std::uint64_t, Value>& values() const { return values_; }

  /// Lets `change` have each value, of which size_bytes() must stay as it is.
  template <class Change>
  void for_each(Change&& change) {
    for (auto& [hash, value] : values_) change(value);
  }

  /// The hash from which on values were thrown out; nothing if none was.
  std::optional<std::uint64_t> bound() const { return has_bound_ ? std::optional(bound_) : std::nullopt; }

  /// Keeps to such a bound from now on. It must be behind all values.
  void restrict_to(std::optional<std::uint64_t> bound) {
    if (bound) lower_bound_to(*bound);
  }

  bool operator==(const BoundedMap& other) const { return values_ == other.values_; }

private:
  struct Shortcut {
    std::uint64_t hash = 0;
    Value* value = nullptr;
  };
  /// To values that were found lately: few are asked for again and again. They lead into one map, so
  /// neither a copy of it has them, nor what it was moved to or from.
  struct Shortcuts {
    static constexpr std::size_t kCount = 64;

    Shortcuts() = default;
    Shortcuts(const Shortcuts&) noexcept {}
    Shortcuts(Shortcuts&& other) noexcept { other.to = {}; }
    Shortcuts& operator=(Shortcuts) noexcept {
      to = {};
      return *this;
    }

    std::array<Shortcut, kCount> to{};
  };

  Shortcut& shortcut_to(std::uint64_t hash) { return shortcuts_.to[hash % Shortcuts::kCount]; }

  template <class OnEvict>
  void evict_last(OnEvict&& on_evict) {
    const auto last = std::prev(values_.end());
    lower_bound_to(last->first);
    size_bytes_ -= last->second.size_bytes();
    on_evict(last->second);
    shortcut_to(last->first) = {};
    values_.erase(last);
  }

  void lower_bound_to(std::uint64_t hash) {
    bound_ = has_bound_ ? std::min(bound_, hash) : hash;
    has_bound_ = true;
  }

  std::map<std::uint64_t, Value> values_;
  Shortcuts shortcuts_;
  std::size_t size_bytes_ = 0;
  std::size_t budget_bytes_;
  bool has_bound_ = false;
  std::uint64_t bound_ = 0;  // the smallest hash that was thrown out
};

}  // namespace culprit::summarize
