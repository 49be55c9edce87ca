// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <detente/populations/graph.hpp>

#include "populations/pair_system.hpp"

namespace detente {

/// Rough solutions of the system of pairs from smaller and smaller ones (multigrid by aggregation, Vaněk, Mandel &
/// Brezina 1996): neighbours are joined to clusters, between which weights are added up, so that the system of pairs of
/// clusters has the form of that of nodes. Without it long thin graphs need several times as many steps as nodes.
class PairLevels {
 public:
  explicit PairLevels(const PopulationGraph& graph);

  /// The rough solution for a right side with 0 on the diagonal: linear, symmetric and positive.
  void solve_roughly(const std::vector<double>& right_side, std::vector<double>& near) { solve(0, right_side, near); }

 private:
  struct Level {
    PairSystem system;
    std::vector<std::size_t> cluster;  // of each node, on the next level
    std::vector<double> part;          // √π of each node over that of its cluster
    std::vector<double> scratch;
    std::vector<double> made;
    std::vector<double> rest;
    std::vector<double> near;  // of a right side that is the level's own
    std::vector<double> again;
  };

  void solve(std::size_t level, const std::vector<double>& right_side, std::vector<double>& near);
  void smooth(Level& level, const std::vector<double>& right_side, std::vector<double>& near);

  std::vector<Level> levels_;
};

}  // namespace detente
