// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <detente/best_response/best_response.hpp>
#include <detente/play/round_robin.hpp>

/// Equilibrium questions, answered from exact values.
namespace detente {

/// What becomes of a few mutants among residents.
enum class Invasion {
  resisted,  ///< residents earn more: a_ii > a_ji, or a_ii = a_ji and a_ij > a_jj
  drifts,    ///< neither earns more: a_ii = a_ji and a_ij = a_jj
  succeeds,  ///< mutants earn more: a_ji > a_ii, or a_ji = a_ii and a_jj > a_ij (Maynard Smith 1982)
};

/// One entrant of a field as a mutant among residents.
struct Mutant {
  std::string name;         ///< of the mutant
  double against_resident;  ///< a_ji: what it gets from a resident, per round
  std::optional<double>
      against_itself;      ///< a_jj; absent where it cannot be exact, and need not be to tell the invasion
  double residents_share;  ///< a_ij: what a resident gets from it
  Invasion invasion;       ///< how the mutant fares
};

/// A strategy as the resident of a population. Everything is asked of matches as designed: of their length, with their
/// discount.
struct Equilibrium {
  double with_itself;                          ///< a_ii
  std::optional<double> with_itself_for_ever;  ///< … in matches without end; absent where it cannot be exact
  /// The most that any opponent could get (an upper bound where the best response is not playable).
  BestResponse best_response;
  /// It is a best reply to itself: no opponent gets more than its copy does. Absent where only an omniscient opponent
  /// would.
  std::optional<bool> is_nash;
  /// It resists every mutant of the field, as an evolutionarily stable strategy does. Absent where it resists all that
  /// could be answered, and some could not.
  std::optional<bool> is_stable;
  std::vector<Mutant> mutants;          ///< in the order of the field, itself left out
  std::vector<std::string> unanswered;  ///< entrants whose pairs cannot be exact
};

/// Asks what `request.strategies`, one strategy, comes to in a population of its kind, against the entrants of
/// `against` (a field, or a list). All have the game's own payoffs: motives of the field are dropped, and what then
/// occurs twice. Payoffs within 1e-9 of the game's range are equal. Throws `Error`, also where the strategy itself
/// cannot be exact.
Equilibrium equilibrium(const Request& request, const std::string& against, const Registry& registry, int threads);

}  // namespace detente
