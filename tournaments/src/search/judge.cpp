// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "search/judge.hpp"

namespace detente {

Merits Judge::merits(const std::vector<SearchValues>& by_world) const {
  Merits all;
  for (const SearchColumn column : request_.objective) {
    const double value = over_worlds(column, request_.is_mean, by_world);
    all.push_back(is_more_better(column) ? value : -value);
  }
  return all;
}

std::optional<Merits> Judge::looked_at(const Automaton& member, PairingSpace& space, double precision,
                                       const CannotMatter& cannot_matter) const {
  std::vector<SearchValues> by_world;
  for (const SearchedWorld& world : worlds_) {
    // What the worst of all worlds is, further ones can only make worse; a mean they can make anything.
    const auto is_over = [&](const SearchValues& at_best) {
      if (request_.is_mean && worlds_.size() > 1) return false;
      by_world.push_back(at_best);
      const bool is_so = cannot_matter(merits(by_world));
      by_world.pop_back();
      return is_so;
    };
    const auto values = Visit(world, member, request_.objective, space, precision, is_over).values();
    if (!values) return std::nullopt;
    by_world.push_back(*values);
  }
  return merits(by_world);
}

}  // namespace detente
