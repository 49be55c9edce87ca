// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/front_check.hpp"

#include <algorithm>
#include <string>

#include <detente/error.hpp>

namespace detente {

void FrontCheck::operator()(std::size_t a, std::size_t b) {
  const std::string name = "front " + std::to_string(a) + "-" + std::to_string(b);
  if (a >= states_ || b >= states_)
    throw Error(name + " is not between two of the " + std::to_string(states_) + " states, which are numbered from 0");
  if (a == b) throw Error(name + " joins a state with itself; it must join two");
  if (!seen_.emplace(std::min(a, b), std::max(a, b)).second)
    throw Error(name + " occurs twice; the fronts of a list must differ");
}

}  // namespace detente
