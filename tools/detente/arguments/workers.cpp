// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/workers.hpp"

#include <algorithm>
#include <latch>
#include <system_error>
#include <thread>
#include <vector>

namespace detente::cli {

int possible_workers(int wanted) {
  const int all = wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  std::vector<std::thread> others;
  std::latch end(1);
  try {
    while (static_cast<int>(others.size()) + 1 < all) others.emplace_back([&end] { end.wait(); });
  } catch (const std::system_error&) {  // no more are to be had
  }
  end.count_down();
  for (std::thread& other : others) other.join();
  const int possible = static_cast<int>(others.size()) + 1;
  return possible == all ? wanted : possible;
}

}  // namespace detente::cli
