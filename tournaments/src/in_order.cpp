// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <vector>

#include <detente/in_order.hpp>

#include "handover.hpp"

namespace detente {

void in_order(std::size_t count, int threads, const std::function<std::string(std::size_t)>& make,
              const std::function<void(std::string_view)>& take) {
  const int workers = threads > 0 ? threads : tbb::this_task_arena::max_concurrency();
  const tbb::global_control allowance(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  const std::size_t most = 8 * static_cast<std::size_t>(workers);
  for (std::size_t first = 0; first < count; first += most) {
    std::vector<std::string> texts(std::min(most, count - first));
    arena.execute([&] {
      const Handover loop;
      tbb::parallel_for(std::size_t{0}, texts.size(), [&](std::size_t i) {
        const Handover::Turn turn;
        texts[i] = make(first + i);
      });
    });
    for (const std::string& text : texts) take(text);
  }
}

}  // namespace detente
