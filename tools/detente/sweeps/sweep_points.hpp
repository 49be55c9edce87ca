// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <detente/spirals/spirals.hpp>

#include "arguments/stores.hpp"
#include "json/results_json.hpp"
#include "sweeps/sweep_grid.hpp"

/// Playing the points of a grid, one after the other.
namespace detente::cli {

/// A parameter that was not given, as the game resolved it.
struct ResolvedParameter {
  std::string name;
  std::optional<double> value;
};

/// An entrant at a point.
struct SweepRow {
  std::string row;   ///< what it is called at every point
  std::string name;  ///< what it is called here
  std::string motive;
  bool is_varied;  ///< a key of the grid is about it
  Standing standing;
  std::optional<Breaker> breaker;  ///< absent where spirals cannot be asked about
  std::vector<ResolvedParameter> parameters;
};

/// What is kept of a point.
struct SweepOutcome {
  std::vector<SweepRow> rows;  ///< in the order of the standings
  std::size_t pairs = 0;
  std::size_t sampled = 0;
  std::vector<Coverage> coverage;         ///< of the tests of spirals
  double peace = 0;                       ///< mean share of rounds at peace, over pairs
  std::string disagreement;               ///< under the engine `check`: what it would have failed with; else empty
  std::vector<Forfeit> forfeits;          ///< who failed, and is left out
  std::vector<Forfeit> verdict_forfeits;  ///< who failed only when spirals were asked about, and is left out there
  // In JSON:
  Json design;
  Json standings;
  Json breakers;
  std::vector<std::string> verdict;
};

/// Plays all points under one progress bar; Ctrl-C stops it. `has_spirals`: breakers and verdicts are wanted. Throws
/// what `play` throws.
std::vector<SweepOutcome> play_points(const Grid& grid, const std::vector<std::string>& modules,
                                      const Registry& registry, int threads, bool has_spirals, Stores& stores);

}  // namespace detente::cli
