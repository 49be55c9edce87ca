// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include <detente/populations/structured_process.hpp>

#include <detente/populations/graph.hpp>

/// The chain over all 2^n ways to place mutants on a small graph, written as plainly as it can be, and solved by
/// elimination with pivots: what faster ways are compared with.
namespace graph_chain {

using namespace detente;

struct Answer {
  std::vector<double> takeover;  ///< by placement: bit i is set if node i is a mutant
  std::vector<double> steps;     ///< until one kind is gone
};

inline std::vector<double> payoffs_of(const PopulationGraph& graph, std::size_t placed, const PairPayoffs& pay,
                                      Gains gains) {
  std::vector<double> result;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    double sum = 0;
    double weights = 0;
    for (const GraphNeighbour& next : graph.neighbours[i]) {
      const bool mutant = (placed >> i & 1) != 0;
      const bool other = (placed >> next.node & 1) != 0;
      sum += next.weight * (mutant ? (other ? pay.aa : pay.ab) : (other ? pay.ba : pay.bb));
      weights += next.weight;
    }
    result.push_back(gains == Gains::mean ? sum / weights : sum);
  }
  return result;
}

/// The chance of each single change, from one placement.
inline std::vector<double> changes(const PopulationGraph& graph, std::size_t placed, const PairPayoffs& pay,
                                   const StructuredProcess& process) {
  const std::size_t n = graph.size();
  const std::vector<double> gain = payoffs_of(graph, placed, pay, process.gains);
  std::vector<double> fitness;
  double all = 0;
  for (const double g : gain) {
    fitness.push_back(process.fitness == Fitness::exponential ? std::exp(process.selection * g)
                                                              : 1 - process.selection + process.selection * g);
    all += fitness.back();
  }
  if (all == 0) {
    fitness.assign(n, 1.0);
    all = static_cast<double>(n);
  }
  std::vector<double> result(n);
  const auto differ = [&](std::size_t i, std::size_t j) { return ((placed >> i ^ placed >> j) & 1) != 0; };
  for (std::size_t i = 0; i < n; ++i) {
    double weights = 0;
    double chosen = 0;
    for (const GraphNeighbour& next : graph.neighbours[i]) {
      weights += next.weight;
      chosen += next.weight * fitness[next.node];
    }
    for (const GraphNeighbour& next : graph.neighbours[i]) {
      const std::size_t j = next.node;
      if (!differ(i, j)) continue;
      if (process.update == StructureUpdate::death_birth)
        result[i] += (chosen == 0 ? next.weight / weights : next.weight * fitness[j] / chosen) / static_cast<double>(n);
      else if (process.update == StructureUpdate::birth_death)
        result[j] += fitness[i] / all * next.weight / weights;
      else
        result[i] +=
            next.weight / weights / static_cast<double>(n) / (1 + std::exp(-process.selection * (gain[j] - gain[i])));
    }
  }
  return result;
}

inline Answer solve(const PopulationGraph& graph, const PairPayoffs& pay, const StructuredProcess& process) {
  const std::size_t n = graph.size();
  const std::size_t all = std::size_t{1} << n;
  // Rows: takeover and steps are the two right sides.
  std::vector<std::vector<double>> rows(all, std::vector<double>(all + 2));
  for (std::size_t s = 0; s < all; ++s) {
    if (s == 0 || s == all - 1) {
      rows[s][s] = 1;
      rows[s][all] = s == 0 ? 0 : 1;
      continue;
    }
    const std::vector<double> change = changes(graph, s, pay, process);
    for (std::size_t i = 0; i < n; ++i) {
      rows[s][s] += change[i];
      rows[s][s ^ std::size_t{1} << i] -= change[i];
    }
    rows[s][all + 1] = 1;
  }
  for (std::size_t column = 0; column < all; ++column) {
    std::size_t best = column;
    for (std::size_t row = column; row < all; ++row)
      if (std::abs(rows[row][column]) > std::abs(rows[best][column])) best = row;
    std::swap(rows[best], rows[column]);
    for (std::size_t row = column + 1; row < all; ++row) {
      const double times = rows[row][column] / rows[column][column];
      if (times == 0) continue;
      for (std::size_t to = column; to < all + 2; ++to) rows[row][to] -= times * rows[column][to];
    }
  }
  Answer answer{std::vector<double>(all), std::vector<double>(all)};
  for (std::size_t s = all; s-- > 0;) {
    double takeover = rows[s][all];
    double steps = rows[s][all + 1];
    for (std::size_t to = s + 1; to < all; ++to) {
      takeover -= rows[s][to] * answer.takeover[to];
      steps -= rows[s][to] * answer.steps[to];
    }
    answer.takeover[s] = takeover / rows[s][s];
    answer.steps[s] = steps / rows[s][s];
  }
  return answer;
}

/// The mean chance of takeover over all nodes at which a single mutant may arise.
inline double mean_takeover(const PopulationGraph& graph, const PairPayoffs& pay, const StructuredProcess& process) {
  const Answer answer = solve(graph, pay, process);
  double sum = 0;
  for (std::size_t i = 0; i < graph.size(); ++i) sum += answer.takeover[std::size_t{1} << i];
  return sum / static_cast<double>(graph.size());
}

}  // namespace graph_chain
