// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "evolution/each_watched.hpp"

#include <tbb/parallel_for.h>

#include <atomic>

#include <detente/numerics/given_up.hpp>

#include "play/handover.hpp"
#include "play/on_threads.hpp"

namespace detente {

void each_watched(std::size_t count, int threads, const Watch& watch, const std::function<void(std::size_t)>& act) {
  std::atomic<std::size_t> done = 0;
  const auto one = [&](std::size_t i) {
    const Handover::Turn turn;
    if (watch.stop && watch.stop()) throw GivenUp();
    act(i);
    if (watch.progress) watch.progress(static_cast<double>(++done) / static_cast<double>(count));
  };
  try {
    const Handover handover;
    on_threads(threads,
               [&](tbb::task_arena& arena) { arena.execute([&] { tbb::parallel_for(std::size_t{0}, count, one); }); });
  } catch (const GivenUp&) {
    throw Stopped();
  }
}

}  // namespace detente
