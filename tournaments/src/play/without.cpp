// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/play/round_robin.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

bool is_named(const std::vector<Forfeit>& forfeits, const std::string& name) {
  return std::any_of(forfeits.begin(), forfeits.end(), [&](const Forfeit& one) { return one.strategy == name; });
}

/// By entrant of a design: its index without those that are named; absent for them.
std::vector<std::optional<std::size_t>> places(const Design& design, const std::vector<Forfeit>& forfeits) {
  std::vector<std::optional<std::size_t>> places;
  std::size_t next = 0;
  for (const Entrant& entrant : design.entrants)
    places.push_back(is_named(forfeits, entrant.name) ? std::nullopt : std::optional(next++));
  return places;
}

Design without(Design design, const std::vector<Forfeit>& forfeits) {
  std::erase_if(design.entrants, [&](const Entrant& entrant) { return is_named(forfeits, entrant.name); });
  std::vector<std::string> names;
  for (const Entrant& entrant : design.entrants) names.push_back(entrant.name);
  Request& asked = design.request;
  asked.strategies = joined(names, ",");
  const auto is_out = [&](const auto& given) { return is_named(forfeits, given.first); };
  std::erase_if(asked.tremble_of, is_out);
  std::erase_if(asked.misperception_of, is_out);
  std::erase_if(asked.motive_of, is_out);
  for (const Forfeit& forfeit : forfeits)
    if (!is_named(design.forfeits, forfeit.strategy)) design.forfeits.push_back(forfeit);
  return design;
}

Results without(const Results& results, const std::vector<std::optional<std::size_t>>& places) {
  Results rest;
  for (Standing standing : results.standings)
    if (const auto place = places[standing.entrant]) {
      standing.entrant = *place;
      rest.standings.push_back(standing);
    }
  std::vector<PairResult> pairs;
  for (const PairResult& pair : results.pairs)
    if (places[pair.row] && places[pair.column]) {
      pairs.push_back(pair);
      ++rest.pairs_of[pair.engine];
      pairs.back().row = *places[pair.row];
      pairs.back().column = *places[pair.column];
    }
  rest.pairs = std::move(pairs);
  return rest;
}

}  // namespace

Played without(const Played& played, const std::vector<Forfeit>& forfeits) {
  return {.design = without(played.design, forfeits),
          .results = without(played.results, places(played.design, forfeits))};
}

}  // namespace detente
