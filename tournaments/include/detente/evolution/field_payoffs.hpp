// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <detente/play/round_robin.hpp>
#include <detente/populations/drawn_payoffs.hpp>

/// What the pairs of a tournament say about a population of its entrants.
namespace detente {

/// Half the width of a 95 % interval of a normal number, in its standard errors.
inline constexpr double kNormal95 = 1.959963984540054;

/// The same design with scores in material payoffs: each entrant behaves as its motive makes it, and its score is what
/// the game pays before relative gains. Throws `Error` where an entrant is told of a motive that turns during a match,
/// since its payoffs could not be changed without its conduct.
Design materially_paid(Design design);

/// Means per round of every strategy against every strategy.
struct FieldPayoffs {
  UncertainPayoffs known;        ///< material payoffs, with their errors where they were sampled
  PayoffMatrix cooperation;      ///< of the row, 0…1
  PayoffMatrix peace;            ///< share of rounds at peace, 0…1
  std::size_t pairs = 0;         ///< unordered, those of a strategy with its kind included
  std::size_t sampled = 0;       ///< of which not exact
  std::int64_t repetitions = 0;  ///< of those; 0 where all are exact
};

/// Of the results of a design that is `materially_paid`, in which each entrant also meets its copy. Throws `Error`
/// where a sampled pair has one repetition, which has no error.
FieldPayoffs field_payoffs(const Design& design, const PairResults& pairs);

/// Those of some strategies alone.
FieldPayoffs of_some(const FieldPayoffs& payoffs, const std::vector<std::size_t>& strategies);

/// Entrants that behave alike: their rows and columns of payoffs differ by no more than 10⁻¹² of the range of all
/// payoffs. Groups of indices in order, those of one entrant included.
std::vector<std::vector<std::size_t>> conducts(const FieldPayoffs& payoffs);

}  // namespace detente
