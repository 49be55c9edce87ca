// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include <detente/search/search.hpp>

#include "search/front.hpp"
#include "search/visit.hpp"

namespace detente {

/// What members are worth in all worlds of a search.
class Judge {
 public:
  Judge(const SearchRequest& request, std::deque<SearchedWorld>& worlds) : request_(request), worlds_(worlds) {}

  /// Told the best merits that a member may still come to, says whether they cannot matter any more.
  using CannotMatter = std::function<bool(const Merits& at_best)>;
  /// Merits in the columns of the objective; absent where `cannot_matter` said so.
  std::optional<Merits> merits(const Automaton& member, PairingSpace& space, const CannotMatter& cannot_matter) const {
    return looked_at(member, space, kPrecise, cannot_matter);
  }
  /// The same at a glance: off by `kRough` at most, or hardly more.
  std::optional<Merits> rough_merits(const Automaton& member, PairingSpace& space,
                                     const CannotMatter& cannot_matter) const {
    return looked_at(member, space, kRough, cannot_matter);
  }
  static constexpr double kRough = 1e-5;
  /// The same from values by world.
  Merits merits(const std::vector<SearchValues>& by_world) const;

 private:
  static constexpr double kPrecise = 1e-10;

  std::optional<Merits> looked_at(const Automaton& member, PairingSpace& space, double precision,
                                  const CannotMatter& cannot_matter) const;
  const SearchRequest& request_;
  std::deque<SearchedWorld>& worlds_;
};

}  // namespace detente
