// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/breaker_names.hpp"

#include <algorithm>

#include "spirals/sentence_parts.hpp"

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

std::string BreakerNames::full_name(const Breaker& breaker) const {
  std::vector<std::string> others;
  for (const Breaker* const other : alike(breaker))
    if (other != &breaker) others.push_back(name(*other));
  return name(breaker) + (others.empty() ? "" : " (like " + listed(others) + " here)");
}

bool BreakerNames::is_baseline(const Breaker& breaker) const {
  const Breakers same = alike(breaker);
  return std::any_of(same.begin(), same.end(), [&](const Breaker* one) { return name(*one) == design_.baseline.name; });
}

}  // namespace detente
