// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sweeps/sweep_points.hpp"

/// What a sweep tells of each entrant at each point, and who is best at it.
namespace detente::cli {

/// An entrant, at whatever points it plays.
struct RowName {
  std::string name;
  std::string motive;
  bool is_varied;
};
/// All of them, in the order of the first point's standings.
std::vector<RowName> row_names(const std::vector<SweepOutcome>& outcomes);
/// Null where it does not play.
const SweepRow* find_row(const SweepOutcome& outcome, const RowName& row);

/// A number about an entrant.
struct Figure {
  std::string title;
  double scale;  ///< of what is shown
  int decimals;
  bool is_within_motive;  ///< states with different motives do not compare
  bool is_about_spirals;
  std::optional<double> (*value)(const SweepRow& row);
  bool is_better_less = false;
};
/// Score, lift, loss.
std::vector<Figure> figures();

struct Cell {
  std::optional<double> value;
  std::optional<int> rank;
  bool is_best = false;  ///< … of those that may be called so
};
Cell cell_of(const SweepOutcome& outcome, const Figure& figure, const RowName& row);

}  // namespace detente::cli
