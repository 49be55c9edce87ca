// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <string>

#include <detente/error.hpp>
#include <detente/systems/standing.hpp>

namespace detente {

std::uint64_t good_after(const std::vector<std::uint64_t>& victims, std::uint64_t good) {
  if (victims.size() > 64)
    throw Error("standings of " + std::to_string(victims.size()) + " states do not fit a mask; it is for up to 64");
  std::uint64_t result = good;
  for (std::size_t i = 0; i < victims.size(); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    result = (victims[i] & good) != 0 ? result & ~bit : result | bit;
  }
  return result;
}

std::vector<std::uint64_t> good_after(const std::vector<Hostility>& acts, const std::vector<std::uint64_t>& good) {
  std::vector<std::uint64_t> result(good.size(), ~std::uint64_t{0});
  for (const Hostility& act : acts) {
    if (act.by >= good.size() || act.upon >= good.size())
      throw Error("hostility of state " + std::to_string(act.by) + " to state " + std::to_string(act.upon) +
                  " is not between two of the " + std::to_string(good.size()) + " states, which are numbered from 0");
    result[act.by] &= ~(act.repetitions & good[act.upon]);
  }
  return result;
}

}  // namespace detente
