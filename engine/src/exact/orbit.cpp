// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "exact/orbit.hpp"

#include <algorithm>

#include "exact/propagation.hpp"

namespace detente {

bool is_certain(const Chain& chain) {
  if (chain.outcomes.size() != chain.size() + 1 || chain.branches.size() > chain.size()) return false;
  for (std::size_t point = 0; point < chain.size(); ++point) {
    if (chain.first_outcome[point] != point || chain.outcomes[point].chance != 1) return false;
    if (chain.outcomes[point + 1].first_branch > chain.outcomes[point].first_branch + 1) return false;
    const std::uint32_t* const next = only_target(chain, point);
    if (point + 1 < chain.size() && (next == nullptr || *next != point + 1)) return false;
  }
  return std::all_of(chain.branches.begin(), chain.branches.end(),
                     [](const Chain::Branch& branch) { return branch.chance == 1; });
}

Orbit orbit_of(const Chain& chain) {
  const std::uint32_t* const back = only_target(chain, chain.size() - 1);
  return {chain.size(), back == nullptr ? chain.size() : *back};
}

Exact on_orbit(const Chain& chain, std::int64_t rounds) {
  const Orbit orbit = orbit_of(chain);
  std::vector<std::int64_t> count(chain.kinds.size());
  for (std::size_t point = 0; point < chain.size(); ++point)
    count[chain.outcomes[point].kind] += orbit.visits(point, rounds);
  std::vector<double> share;
  for (const std::int64_t of_kind : count) share.push_back(static_cast<double>(of_kind) / static_cast<double>(rounds));
  return collected(chain, share);
}

}  // namespace detente
