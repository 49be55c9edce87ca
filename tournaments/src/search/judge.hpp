// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include <detente/search/search.hpp>

#include "search/front.hpp"
#include "search/searched_world.hpp"

namespace detente {

/// What members are worth in all worlds of a search.
class Judge {
 public:
  Judge(const SearchRequest& request, std::deque<SearchedWorld>& worlds) : request_(request), worlds_(worlds) {}

  /// Told the best merits that a member may still come to, says whether they cannot matter any more.
  using CannotMatter = std::function<bool(const Merits& at_best)>;
  /// Merits in the columns of the objective; absent where `cannot_matter` said so.
  std::optional<Merits> merits(const Automaton& member, PairingSpace& space, const CannotMatter& cannot_matter) const;
  /// The same from values by world.
  Merits merits(const std::vector<SearchValues>& by_world) const;

 private:
  /// With those of a further world: `combined` holds what `worlds` come to.
  void add(const SearchValues& values, std::size_t worlds, Merits& combined) const;

  const SearchRequest& request_;
  std::deque<SearchedWorld>& worlds_;
};

}  // namespace detente
