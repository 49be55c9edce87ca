// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/critical_ratio.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "populations/pair_levels.hpp"
#include "populations/pair_system.hpp"

namespace detente {
namespace {

constexpr double kEqualTimes = 1e-10;

// Networks of small diameter need fewer steps; what needs more, a rough solution by levels makes up for its cost.
constexpr std::size_t kPlainSteps = 250;

// The coalescence times are S_ij / √(π_i π_j).
std::vector<double> solve_pairs(const PairSystem& system, const PopulationGraph& graph,
                                const std::function<bool()>& give_up) {
  const std::size_t size = system.size();
  std::vector<double> solution(size * size);
  std::vector<double> residual = system.right_side();
  const double aim = 1e-30 * squared_length(residual);
  conjugate_gradients(system, {}, kPlainSteps, residual, solution, aim, give_up);
  std::optional<PairLevels> levels;
  if (squared_length(residual) > aim) levels.emplace(graph);
  PairPreconditioner precondition;
  if (levels)
    precondition = [&](const std::vector<double>& right_side, std::vector<double>& near) {
      levels->solve_roughly(right_side, near);
    };
  // What rounding leaves of one round of conjugate gradients is the right side of the next.
  double least = std::numeric_limits<double>::infinity();
  for (int round = 0; round < 4; ++round) {
    residual = system.rest(solution);
    const double rest = squared_length(residual);
    if (rest <= aim || rest > least / 4) break;
    least = rest;
    conjugate_gradients(system, precondition, 2 * residual.size(), residual, solution, aim, give_up);
  }
  return solution;
}

// From the remeeting times τ+_i = 1 + Σ p_ij τ_ij: t_(n+1) = t_n + Σ π_i p_ii^(n) τ+_i − 1 (Allen et al. 2017), with
// p_ii^(0) = 1, p_ii^(1) = 0.
CriticalRatio ratio_of(const PopulationGraph& graph, const std::vector<double>& remeeting) {
  const std::vector<double> weight = degrees(graph);
  double all = 0;
  for (const double of_node : weight) all += of_node;
  CriticalRatio result;
  double back = 0;  // t3 − t2 + 1
  for (std::size_t i = 0; i < graph.size(); ++i) {
    double twice = 0;
    for (const GraphNeighbour& next : graph.neighbours[i])
      twice += next.weight / weight[i] * (next.weight / weight[next.node]);
    const double share = weight[i] / all;
    result.t1 += share * (remeeting[i] - 1);
    back += share * twice * remeeting[i];
  }
  result.t2 = result.t1 - 1;
  result.t3 = result.t2 + (back - 1);
  if (!std::isfinite(result.t3))
    throw RunFailure("the weights of the graph differ so much that coalescence times cannot be computed");
  const double gap = back - 2;
  result.ratio = std::abs(gap) <= kEqualTimes * result.t3 ? std::numeric_limits<double>::infinity() : result.t2 / gap;
  result.sigma = sigma_of(result.ratio);
  return result;
}

}  // namespace

CriticalRatio critical_ratio(const PopulationGraph& graph, const std::function<bool()>& give_up) {
  const std::size_t size = graph.size();
  // Σ π_i² τ+_i = 1, and all are equal.
  if (graph.is_transitive) return ratio_of(graph, std::vector<double>(size, static_cast<double>(size)));
  if (size > kMostCoalescing)
    throw Error("the critical ratio of a graph of " + std::to_string(size) + " nodes is not computed; at most " +
                grouped(kMostCoalescing) + " are allowed");
  const PairSystem system(graph.neighbours);
  const std::vector<double> products = solve_pairs(system, graph, give_up);
  const std::vector<double> root = system.root();
  std::vector<double> remeeting(size, 1.0);
  const std::vector<double> weight = degrees(graph);
  for (std::size_t i = 0; i < size; ++i)
    for (const GraphNeighbour& next : graph.neighbours[i])
      remeeting[i] += next.weight / weight[i] * (products[i * size + next.node] / (root[i] * root[next.node]));
  return ratio_of(graph, remeeting);
}

double sigma_of(double critical_ratio) {
  return std::isinf(critical_ratio) ? 1.0 : (critical_ratio + 1) / (critical_ratio - 1);
}

std::optional<double> sigma(const PopulationGraph& graph, StructureUpdate update, Gains gains,
                            const std::function<bool()>& give_up) {
  const auto n = static_cast<double>(graph.size());
  if (update == StructureUpdate::death_birth) {
    if (graph.size() == 2) return {};  // the one that is left follows, whatever it earns
    if (gains == Gains::sum) {
      if (is_star(graph)) return 1.0;
      // Where all degrees are equal, the sum is the mean times the degree, which is a matter of selection alone.
      const std::vector<double> weight = degrees(graph);
      if (std::adjacent_find(weight.begin(), weight.end(), std::not_equal_to<>()) != weight.end()) return {};
    }
    return critical_ratio(graph, give_up).sigma;
  }
  if (is_complete(graph) || is_ring(graph)) return (n - 2) / n;
  if (update == StructureUpdate::birth_death && gains == Gains::sum && is_star(graph))
    return (n * n * n - 4 * n * n + 8 * n - 8) / (n * n * n - 2 * n * n + 8);
  return {};
}

PayoffMatrix payoffs_on_regular_graph(const PayoffMatrix& payoffs, std::size_t degree) {
  if (degree < 3)
    throw Error("the degree of a regular graph is " + std::to_string(degree) +
                "; for its replicator equation it must be at least 3");
  const auto k = static_cast<double>(degree);
  PayoffMatrix result(payoffs.size());
  for (std::size_t i = 0; i < payoffs.size(); ++i)
    for (std::size_t j = 0; j < payoffs.size(); ++j)
      result(i, j) = payoffs(i, j) + ((k + 1) * (payoffs(i, i) - payoffs(j, j)) + (payoffs(i, j) - payoffs(j, i))) /
                                         ((k + 1) * (k - 2));
  return result;
}

}  // namespace detente
