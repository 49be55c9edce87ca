// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/pair_levels.hpp"

#include <algorithm>
#include <cmath>

namespace detente {
namespace {

constexpr std::size_t kFewestClusters = 6;
constexpr int kLastSweeps = 12;
// Eigenvalues of a system of pairs lie in 0…2: the upper half of them is damped to a third by each sweep.
constexpr double kDamping = 2.0 / 3;
// Steps between clusters make a solution look stiffer than it is. Below 2, the whole remains positive. On a path of
// 1,000 nodes 93 steps suffice with it, and 355 without.
constexpr double kCorrection = 1.8;
constexpr std::size_t kNoCluster = static_cast<std::size_t>(-1);

// Each node and the neighbour to which it has the greatest weight for its size, if that is free; who finds none free
// joins the cluster of that neighbour.
std::vector<std::size_t> clusters_of(const std::vector<std::vector<GraphNeighbour>>& weights,
                                     const PairSystem& system) {
  std::vector<std::size_t> cluster(weights.size(), kNoCluster);
  const auto nearest = [&](std::size_t node, bool is_free) {
    std::size_t best = kNoCluster;
    double most = 0;
    for (const GraphNeighbour& next : weights[node]) {
      if (next.node == node || (cluster[next.node] == kNoCluster) != is_free) continue;
      const double weight = next.weight / system.root()[next.node];
      if (weight > most) {
        most = weight;
        best = next.node;
      }
    }
    return best;
  };
  std::size_t count = 0;
  for (std::size_t node = 0; node < weights.size(); ++node) {
    if (cluster[node] != kNoCluster) continue;
    const std::size_t other = nearest(node, true);
    if (other == kNoCluster) continue;
    cluster[node] = cluster[other] = count++;
  }
  for (std::size_t node = 0; node < weights.size(); ++node)
    if (cluster[node] == kNoCluster) cluster[node] = cluster[nearest(node, false)];
  return cluster;
}

std::vector<std::vector<GraphNeighbour>> joined_weights(const std::vector<std::vector<GraphNeighbour>>& weights,
                                                        const std::vector<std::size_t>& cluster) {
  const std::size_t count = *std::max_element(cluster.begin(), cluster.end()) + 1;
  std::vector<std::vector<std::size_t>> members(count);
  for (std::size_t node = 0; node < weights.size(); ++node) members[cluster[node]].push_back(node);
  std::vector<std::vector<GraphNeighbour>> result(count);
  std::vector<double> sums(count);
  for (std::size_t own = 0; own < count; ++own) {
    std::fill(sums.begin(), sums.end(), 0.0);
    for (const std::size_t node : members[own])
      for (const GraphNeighbour& next : weights[node]) sums[cluster[next.node]] += next.weight;
    for (std::size_t other = 0; other < count; ++other)
      if (sums[other] > 0) result[own].push_back({other, sums[other]});
  }
  return result;
}

}  // namespace

PairLevels::PairLevels(const PopulationGraph& graph) {
  std::vector<std::vector<GraphNeighbour>> weights = graph.neighbours;
  for (;;) {
    const std::size_t size = weights.size();
    const std::vector<double> numbers(size * size);
    levels_.push_back({PairSystem(weights), {}, {}, numbers, numbers, numbers, {}, {}});
    Level& level = levels_.back();
    if (levels_.size() > 1) level.near = level.again = numbers;
    if (size <= kFewestClusters) return;
    level.cluster = clusters_of(weights, level.system);
    weights = joined_weights(weights, level.cluster);
    const PairSystem joined(weights);
    for (std::size_t node = 0; node < size; ++node)
      level.part.push_back(level.system.root()[node] / joined.root()[level.cluster[node]]);
  }
}

void PairLevels::smooth(Level& level, const std::vector<double>& right_side, std::vector<double>& near) {
  level.system.apply(near, level.scratch, level.made);
  for (std::size_t i = 0; i < near.size(); ++i) near[i] += kDamping * (right_side[i] - level.made[i]);
}

void PairLevels::solve(std::size_t at, const std::vector<double>& right_side, std::vector<double>& near) {
  Level& level = levels_[at];
  for (std::size_t i = 0; i < near.size(); ++i) near[i] = kDamping * right_side[i];
  if (at + 1 == levels_.size()) {
    for (int sweep = 0; sweep < kLastSweeps; ++sweep) smooth(level, right_side, near);
    return;
  }
  level.system.apply(near, level.scratch, level.made);
  Level& next = levels_[at + 1];
  const std::size_t size = level.system.size();
  const std::size_t count = next.system.size();
  std::fill(next.rest.begin(), next.rest.end(), 0.0);
  for (std::size_t i = 0; i < size; ++i) {
    double* const row = next.rest.data() + level.cluster[i] * count;
    for (std::size_t j = 0; j < size; ++j)
      row[level.cluster[j]] += level.part[i] * level.part[j] * (right_side[i * size + j] - level.made[i * size + j]);
  }
  for (std::size_t i = 0; i < count; ++i) next.rest[i * count + i] = 0;
  const std::vector<double> rest = next.rest;
  solve(at + 1, rest, next.near);
  // Once more for what is left, as plain clusters are too coarse to be followed from level to level.
  next.system.apply(next.near, next.scratch, next.made);
  std::vector<double> left(rest.size());
  for (std::size_t i = 0; i < rest.size(); ++i) left[i] = rest[i] - next.made[i];
  solve(at + 1, left, next.again);
  for (std::size_t i = 0; i < rest.size(); ++i) next.near[i] += next.again[i];
  for (std::size_t i = 0; i < size; ++i) {
    const double* const row = next.near.data() + level.cluster[i] * count;
    for (std::size_t j = 0; j < size; ++j)
      near[i * size + j] += kCorrection * level.part[i] * level.part[j] * row[level.cluster[j]];
  }
  for (std::size_t i = 0; i < size; ++i) near[i * size + i] = 0;
  smooth(level, right_side, near);
}

}  // namespace detente
