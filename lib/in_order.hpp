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

/// Calls `work(i, worker)` for each i below `count` on several threads, and
/// `take(result)` with the results in the order of i, on the calling thread.
/// At most one result more than there are threads is at work or waits for its turn, so
/// that memory stays bounded. What `work` throws is thrown on in its turn, and ends it all.
template <class Work, class Take>
void in_order(std::size_t count, unsigned threads, Work&& work, Take&& take) {
  using Result = decltype(work(std::size_t{}, unsigned{}));
  struct Slot {
    std::optional<Result> result;
    std::exception_ptr error;
  };

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
      lock.unlock();
      Slot done;
      try {
        done.result = work(index, worker);
      } catch (...) {
        done.error = std::current_exception();
      }
      lock.lock();
      slots[index % slots.size()] = std::move(done);
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
    for (; taken < count;) {
      std::unique_lock lock(mutex);
      Slot& slot = slots[taken % slots.size()];
      changed.wait(lock, [&] { return slot.result || slot.error; });
      Slot done = std::exchange(slot, {});
      lock.unlock();
      if (done.error) std::rethrow_exception(done.error);
      take(std::move(*done.result));
      lock.lock();
      ++taken;
      changed.notify_all();
    }
  } catch (...) {
    stop();
    throw;
  }
  stop();
}

}  // namespace culprit
