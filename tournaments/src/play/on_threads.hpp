// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <cstddef>

namespace detente {

/// Calls `act` with an arena of so many threads; 0: of all cores.
template <class Act>
auto on_threads(int threads, Act act) {
  const int workers = threads > 0 ? threads : tbb::this_task_arena::max_concurrency();
  // Or more threads than cores would be refused with a warning.
  const tbb::global_control allowance(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  return act(arena);
}

}  // namespace detente
