// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <detente/sweep/sweep.hpp>
#include <detente/systems/system_design.hpp>

#include "arguments/options.hpp"
#include "arguments/settings.hpp"

/// A system of states at each point of a grid: `detente system --over`.
namespace detente::cli {

struct SystemGrid {
  Arguments base;                   ///< everything else
  std::vector<Axis> axes;           ///< keys and their values
  std::vector<std::string> wheres;  ///< by key: how messages call it

  std::size_t points() const { return detente::points(axes); }
  /// The values at a point, by key.
  std::vector<std::string> values(std::size_t point) const;
  /// "ambiguity=0.3, pledges=none", for a point.
  std::string name(std::size_t point) const;
  /// All settings at a point. What is about one state, one front or one institution takes the place of what was said
  /// of it, so that states keep their order.
  Arguments arguments(std::size_t point) const;
};

/// Reads every `--over`. Throws `Error` in one sentence.
SystemGrid read_system_grid(const Arguments& arguments);

/// The system at a point. Throws `Error` that says at which.
SystemDesign system_at(const SystemGrid& grid, std::size_t point, const Known& known);

}  // namespace detente::cli
