// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <atomic>
#include <vector>

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <detente/play/round_robin.hpp>
#include <detente/systems/play_system.hpp>

#include "play/failures.hpp"
#include "play/handover.hpp"
#include "play/on_threads.hpp"

namespace detente::systems {

/// Blocks of repetitions, the last of which may be smaller.
inline std::size_t blocks_of(std::int64_t repetitions) {
  return (static_cast<std::size_t>(repetitions) + kLanes - 1) / kLanes;
}
inline std::size_t lanes_of(std::int64_t repetitions, std::size_t block) {
  return std::min(kLanes, static_cast<std::size_t>(repetitions) - block * kLanes);
}

/// Calls `act` for each number below `count`, on all threads; what it throws is thrown again, that of the lowest number
/// first. Throws `Stopped`.
template <class Act>
void each_at_once(std::size_t count, int threads, const Watch& watch, Act act) {
  std::atomic<std::size_t> done = 0;
  Failures failures;
  const auto take = [&](std::size_t i) {
    const Handover::Turn turn;
    if (failures.is_over(i) || (watch.stop && watch.stop())) return;
    try {
      act(i);
    } catch (...) {
      failures.record(i);
    }
    if (watch.progress) watch.progress(static_cast<double>(++done) / static_cast<double>(count));
  };
  on_threads(threads, [&](tbb::task_arena& arena) {
    arena.execute([&] {
      const Handover loop;
      tbb::parallel_for(std::size_t{0}, count, take, tbb::simple_partitioner());
    });
  });
  failures.rethrow_all();
  if (watch.stop && watch.stop()) throw Stopped();
}

/// A mean of samples, with the half width of its 95% interval.
Estimate estimate(const std::vector<double>& samples);

}  // namespace detente::systems
