// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "search/judge.hpp"

#include <algorithm>

namespace detente {

void Judge::add(const SearchValues& values, std::size_t worlds, Merits& combined) const {
  for (std::size_t i = 0; i < combined.size(); ++i) {
    const SearchColumn column = request_.objective[i];
    const double here = merit(column, values[static_cast<std::size_t>(column)]);
    if (worlds == 0)
      combined[i] = here;
    else if (request_.is_mean)
      combined[i] += (here - combined[i]) / static_cast<double>(worlds + 1);
    else
      combined[i] = std::min(combined[i], here);
  }
}

Merits Judge::merits(const std::vector<SearchValues>& by_world) const {
  Merits combined(request_.objective.size());
  for (std::size_t world = 0; world < by_world.size(); ++world) add(by_world[world], world, combined);
  return combined;
}

std::optional<Merits> Judge::looked_at(const Automaton& member, PairingSpace& space, double precision,
                                       const CannotMatter& cannot_matter) const {
  Merits combined(request_.objective.size());
  for (std::size_t world = 0; world < worlds_.size(); ++world) {
    // What the worst of all worlds is, further ones can only make worse; a mean they can make anything.
    const auto is_over = [&](const SearchValues& at_best) {
      if (request_.is_mean && worlds_.size() > 1) return false;
      Merits so_far = combined;
      add(at_best, world, so_far);
      return cannot_matter(so_far);
    };
    const auto values = worlds_[world].judge(member, request_.objective, space, precision, is_over);
    if (!values) return std::nullopt;
    add(*values, world, combined);
  }
  return combined;
}

}  // namespace detente
