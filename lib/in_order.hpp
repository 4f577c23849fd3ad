#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace culprit {

/// Calls `work(item, worker, hand_over)` for each item that `next()` gives, up to the first std::nullopt, on
/// several threads, and `take(item, result)` with what it hands over, on the calling thread: in the order of
/// the items, and of one item in the order in which they came. So that memory stays bounded, at most one item
/// more than there are threads is at work or waits for its turn, and a further result of an item waits until
/// the one before is taken. `next` is called by one thread at a time. What it or `work` throws is thrown on
/// in its turn, and ends it all.
template <class Result, class Next, class Work, class Take>
void in_order(unsigned threads, Next&& next, Work&& work, Take&& take) {
  struct Slot {
    decltype(next()) item;
    std::optional<Result> result;  // the next one to be taken
    std::exception_ptr error;
    bool ended = false;
  };
  struct Stopped {};  // ends work whose results nobody waits for

  std::mutex mutex;
  std::condition_variable changed;
  std::vector<Slot> slots(std::size_t{threads} + 1);  // of the i-th item it is i modulo their number
  std::size_t begun = 0, taken = 0;
  bool is_last = false;  // all items have begun
  bool stopped = false;

  const auto run = [&](unsigned worker) {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return stopped || is_last || begun < taken + slots.size(); });
      if (stopped || is_last) return;
      Slot& slot = slots[begun++ % slots.size()];
      std::exception_ptr error;
      try {
        slot.item = next();
        if (!slot.item) {
          --begun;
          is_last = true;
          changed.notify_all();
          return;
        }
        lock.unlock();
        work(*slot.item, worker, [&](Result result) {
          std::unique_lock turn(mutex);
          changed.wait(turn, [&] { return stopped || !slot.result; });
          if (stopped) throw Stopped{};
          slot.result = std::move(result);
          changed.notify_all();
        });
      } catch (...) {
        error = std::current_exception();
      }
      if (!lock.owns_lock()) lock.lock();
      slot.error = error;
      slot.ended = true;
      changed.notify_all();
    }
  };

  std::vector<std::jthread> workers;
  const auto stop = [&] {
    {
      const std::lock_guard lock(mutex);
      stopped = true;
    }
    changed.notify_all();
    workers.clear();
  };
  try {
    for (unsigned worker = 0; worker < threads; ++worker) workers.emplace_back(run, worker);
    for (;;) {
      std::unique_lock lock(mutex);
      Slot& slot = slots[taken % slots.size()];
      changed.wait(lock, [&] { return slot.result || slot.ended || (is_last && taken == begun); });
      if (slot.result) {
        Result result = *std::exchange(slot.result, std::nullopt);
        changed.notify_all();
        lock.unlock();
        take(*slot.item, std::move(result));
      } else if (slot.error) {
        std::rethrow_exception(slot.error);
      } else if (slot.ended) {
        slot = {};
        ++taken;
        changed.notify_all();
      } else {
        break;
      }
    }
  } catch (...) {
    stop();
    throw;
  }
  stop();
}

}  // namespace culprit
