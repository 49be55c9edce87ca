// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/breaker_names.hpp"

#include <algorithm>

namespace detente {

Breakers BreakerNames::alike(const Breaker& breaker) const {
  Breakers found;
  for (const std::vector<std::size_t>& clones : report_.clones) {
    const auto has = [&](const Breaker& one) {
      return std::find(clones.begin(), clones.end(), one.entrant) != clones.end();
    };
    if (!has(breaker)) continue;
    for (const Breaker& other : report_.breakers)
      if (has(other) && other.role == breaker.role && entrant(other).motive == entrant(breaker).motive)
        found.push_back(&other);
  }
  return found.empty() ? Breakers{&breaker} : found;
}

bool BreakerNames::is_baseline(const Breaker& breaker) const {
  const Breakers same = alike(breaker);
  return std::any_of(same.begin(), same.end(), [&](const Breaker* one) { return name(*one) == design_.baseline.name; });
}

}  // namespace detente
