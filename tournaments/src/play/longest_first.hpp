// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <numeric>
#include <vector>

#include "play/handover.hpp"

namespace detente {

/// Runs `act` for each piece on all threads, those that are expected to cost most first, so that no thread is left
/// alone with one of them at the end.
template <class Act>
void longest_first(const std::vector<std::size_t>& costs, tbb::task_arena& arena, Act act) {
  std::vector<std::size_t> order(costs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return costs[a] > costs[b]; });
  std::atomic<std::size_t> next{0};  // whoever is free takes it, whatever its part of the loop
  const auto take = [&](std::size_t) {
    const Handover::Turn turn;
    act(order[next.fetch_add(1, std::memory_order_relaxed)]);
  };
  arena.execute([&] {
    const Handover loop;
    tbb::parallel_for(std::size_t{0}, order.size(), take, tbb::simple_partitioner());
  });
}

/// How much of some pieces of work is done, each counting as much as it is expected to cost. From any thread.
class WorkDone {
 public:
  explicit WorkDone(const std::vector<std::size_t>& costs)
      : costs_(costs), all_(std::accumulate(costs.begin(), costs.end(), 0.0)) {}

  /// The share that is done with this piece, too: 0…1.
  double with(std::size_t piece) {
    const std::size_t cost = costs_[piece];
    return static_cast<double>(done_.fetch_add(cost, std::memory_order_relaxed) + cost) / all_;
  }

 private:
  const std::vector<std::size_t>& costs_;
  double all_;
  std::atomic<std::size_t> done_{0};
};

}  // namespace detente
