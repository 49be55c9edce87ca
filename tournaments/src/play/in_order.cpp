// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <detente/play/in_order.hpp>

#include "play/handover.hpp"

namespace detente {
namespace {

/// Texts on their way. Whoever makes the one that is due hands over all that are ready, while the others go on making.
class Queue {
 public:
  Queue(std::size_t count, std::size_t most, const std::function<std::string(std::size_t)>& make,
        const std::function<void(std::string_view)>& take)
      : count_(count), ready_(most), make_(make), take_(take) {}

  /// What one thread does.
  void work() {
    std::unique_lock lock(mutex_);
    try {
      for (;;) {
        has_room_.wait(lock, [&] { return is_over_ || begun_ == count_ || begun_ < taken_ + ready_.size(); });
        if (is_over_ || begun_ == count_) return;
        const std::size_t number = begun_++;
        lock.unlock();
        std::string text = make_(number);
        lock.lock();
        ready_[number % ready_.size()] = std::move(text);
        hand_over(lock);
      }
    } catch (...) {
      if (!lock.owns_lock()) lock.lock();
      is_over_ = true;
      has_room_.notify_all();
      throw;
    }
  }

 private:
  void hand_over(std::unique_lock<std::mutex>& lock) {
    if (is_taking_) return;
    is_taking_ = true;
    while (!is_over_ && ready_[taken_ % ready_.size()]) {
      const std::string text = *std::exchange(ready_[taken_ % ready_.size()], std::nullopt);
      lock.unlock();
      take_(text);
      lock.lock();
      ++taken_;
      has_room_.notify_all();
    }
    is_taking_ = false;
  }

  std::size_t count_;
  std::vector<std::optional<std::string>> ready_;  // by number, in a ring
  const std::function<std::string(std::size_t)>& make_;
  const std::function<void(std::string_view)>& take_;
  std::mutex mutex_;
  std::condition_variable has_room_;
  std::size_t begun_ = 0;
  std::size_t taken_ = 0;
  bool is_taking_ = false;
  bool is_over_ = false;
};

}  // namespace

void in_order(std::size_t count, int threads, const std::function<std::string(std::size_t)>& make,
              const std::function<void(std::string_view)>& take) {
  const int workers = threads > 0 ? threads : tbb::this_task_arena::max_concurrency();
  const tbb::global_control allowance(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  Queue queue(count, 8 * static_cast<std::size_t>(workers), make, take);
  const auto work = [&](int) {
    const Handover::Turn turn;
    queue.work();
  };
  arena.execute([&] {
    const Handover loop;
    tbb::parallel_for(0, workers, work);
  });
}

}  // namespace detente
