// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// The two sides into which a system of states divides (Axelrod & Bennett 1993).
namespace detente {

/// A number that two states share, in either order.
struct FrontValue {
  std::size_t a = 0;  ///< one state, from 0
  std::size_t b = 0;  ///< the other
  double value = 0;   ///< what is said of them
};

/// Who would side with whom.
struct Landscape {
  std::vector<double> sizes;  ///< by state, at least 0; usually strengths, or 1 each
  /// By pair: how much both want to be on one side (above 0) or not (below 0). Pairs that are absent have 0.
  std::vector<FrontValue> propensities;
};

/// One of two sides for each state: true is side 1.
using Sides = std::vector<bool>;

/// The energy of an alignment: the sum over ordered pairs (i, j) on different sides of size i · size j · propensity of
/// the pair, so that each pair counts twice. Low where those who want to be together are. Throws `Error` unless there
/// is a state, all numbers are finite, their products add up to at most 1e300, sizes are at least 0, each pair is of
/// two of the states and occurs once, and `sides` has one entry for each state.
double energy(const Landscape& landscape, const Sides& sides);

/// An alignment of low energy. State 0 is on side 0, for the names of the sides are arbitrary.
struct Split {
  Sides sides;            ///< by state
  double energy = 0;      ///< as of `energy`
  bool is_least = false;  ///< true if every alignment was compared
  /// Alignments whose energy no single change of side lowers, an exchange of the two sides not counted; absent unless
  /// all were compared.
  std::optional<std::int64_t> local_minima;
};

/// The most states for which all alignments are compared.
inline constexpr std::size_t kMostCompared = 20;

/// The alignment of least energy. Up to `kMostCompared` states all are compared: 2^(n−1) alignments, n operations each;
/// beyond, it is that of `steepest_descent`. Energies that differ by no more than rounding (2⁻⁴⁶ of the sum of all
/// |propensity| · sizes) are equal; among equals the alignment comes first whose sides, read as a binary number with
/// state 0 as the last digit, are the least. Throws `Error` as `energy` does.
Split best_split(const Landscape& landscape);

/// The best of the local minima that steepest descent reaches: from all states together, and from each state alone
/// against all others, the one change of side that lowers energy most is made until none lowers it. Ties are resolved
/// by the lower state, and of ends as in `best_split`. Usually some n² changes, each of n operations. Throws `Error` as
/// `energy` does.
Split steepest_descent(const Landscape& landscape);

/// The blocs of a system.
struct Blocs {
  Split split;              ///< who is on which side
  double across = 0;        ///< mean hostility of fronts between the sides, 0…1; 0 if there are none
  double within = 0;        ///< mean hostility of fronts within the sides, 0…1; 0 if there are none
  double polarisation = 0;  ///< across − within, −1…1
};

/// The blocs of a system in which a front with the share h of hostile rounds has propensity 1 − 2h: 1 at peace, −1 at
/// war. States without a front have 0. `sizes` is by state; if it is empty all have 1. Throws `Error` as `energy` does,
/// and for a share outside of 0…1.
Blocs blocs(std::size_t states, const std::vector<FrontValue>& hostility, const std::vector<double>& sizes = {});

}  // namespace detente
