// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <detente/sweep/sweep.hpp>

#include "arguments/options.hpp"
#include "arguments/settings.hpp"

/// What `--over` asks for, and the settings at each point of the grid.
namespace detente::cli {

/// One `--over`.
struct Over {
  std::string list;                    ///< values, as written
  std::string where;                   ///< how messages call it: "--over", or "plan.ini, line 3: over"
  std::optional<Variation> variation;  ///< absent for an option
};

struct Grid {
  Arguments base;                             ///< everything else
  std::vector<Axis> axes;                     ///< keys as tables title them
  std::vector<Over> overs;                    ///< by key
  Rates misperception = kUsualMisperception;  ///< where none is given

  std::size_t points() const { return detente::points(axes); }
  /// The values at a point, by key.
  std::vector<std::string> values(std::size_t point) const;
  /// "misperception=0.1, game=chicken", for a point.
  std::string name(std::size_t point) const;
  /// All settings at a point but those of `--over`.
  Arguments arguments(std::size_t point) const;
  /// What changes of entrants there.
  std::vector<Change> changes(std::size_t point) const;
  /// True where the key, or its alternative, is one of the grid's.
  bool sweeps(std::string_view key) const;
};

/// Reads every `--over`. Throws `Error` in one sentence.
Grid read_grid(const Arguments& arguments, const Registry& registry);

/// A point, resolved. Throws `Error` where it cannot be played.
SweepPoint resolved_point(const Grid& grid, std::size_t point, const Registry& registry);
/// Resolves every point. A refusal names the keys and values whose fault it is, as few as possible.
void check_points(const Grid& grid, const Registry& registry);

}  // namespace detente::cli
