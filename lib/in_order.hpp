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

/// Calls `work(i, worker, hand_over)` for each i below `count` on several threads, and `take(i, result)`
/// with what it hands over, on the calling thread: in the order of i, and of one i in the order in which
/// they came. So that memory stays bounded, at most one i more than there are threads is at work or
/// waits for its turn, and a further result of an i waits until the one before is taken.
/// What `work` throws is thrown on in its turn, and ends it all.
template <class Result, class Work, class Take>
void in_order(std::size_t count, unsigned threads, Work&& work, Take&& take) {
  struct Slot {
    std::optional<Result> result;  // the next one to be taken
    std::exception_ptr error;
    bool ended = false;
  };
  struct Stopped {};  // ends work whose results nobody waits for

  std::mutex mutex;
  std::condition_variable changed;
  std::vector<Slot> slots(std::size_t{threads} + 1);  // the slot of i is i modulo their number
  std::size_t begun = 0, taken = 0;
  bool stopped = false;

  const auto run = [&](unsigned worker) {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return stopped || begun == count || begun < taken + slots.size(); });
      if (stopped || begun == count) return;
      const std::size_t index = begun++;
      Slot& slot = slots[index % slots.size()];
      lock.unlock();
      std::exception_ptr error;
      try {
        work(index, worker, [&](Result result) {
          std::unique_lock turn(mutex);
          changed.wait(turn, [&] { return stopped || !slot.result; });
          if (stopped) throw Stopped{};
          slot.result = std::move(result);
          changed.notify_all();
        });
      } catch (...) {
        error = std::current_exception();
      }
      lock.lock();
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
    while (taken < count) {
      std::unique_lock lock(mutex);
      Slot& slot = slots[taken % slots.size()];
      changed.wait(lock, [&] { return slot.result || slot.ended; });
      if (slot.result) {
        Result result = *std::exchange(slot.result, std::nullopt);
        changed.notify_all();
        lock.unlock();
        take(taken, std::move(result));
      } else if (slot.error) {
        std::rethrow_exception(slot.error);
      } else {
        slot = {};
        ++taken;
        changed.notify_all();
      }
    }
  } catch (...) {
    stop();
    throw;
  }
  stop();
}

}  // namespace culprit
