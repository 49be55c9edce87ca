// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>

#include <fmt/core.h>

#include "layers.hpp"

namespace layers {

void compare_threads() {
  Request request{.field = "noise",
                  .game = "prisoners-dilemma",
                  .rounds = kRounds,
                  .repetitions = 8000,
                  .tremble = {kNoise, kNoise},
                  .misperception = {kNoise, kNoise}};
  request.engine = "objects";
  const Design design = make_design(request, Registry::built_in());
  const auto schedule = round_robin(design.entrants.size(), true);
  std::mutex mutex;
  std::set<std::thread::id> took_part;
  Watch watch;
  watch.progress = [&](double) {
    const std::lock_guard lock(mutex);
    took_part.insert(std::this_thread::get_id());
  };
  const auto seconds = [&](int threads) {
    const auto begin = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(play(design, schedule, threads, watch).pairs.size());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  std::vector<double> ratios;
  std::size_t threads = 0;
  for (int i = 0; i < 5; ++i) {
    const double one = seconds(1);
    took_part.clear();
    ratios.push_back(one / seconds(2));
    threads = std::max(threads, took_part.size());
  }
  std::sort(ratios.begin(), ratios.end());
  fmt::print("two threads, of which {} took part: {:.2f} times one\n", threads, ratios[2]);
}

}  // namespace layers
