// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string>

#include <detente/dice.hpp>
#include <detente/error.hpp>
#include <detente/populations/graph_fixation.hpp>

#include "numerics/elimination.hpp"
#include "populations/graph_fitness.hpp"

namespace detente {
namespace {

constexpr std::int64_t kMostRuns = 1'000'000;
constexpr std::int64_t kMostSteps = 4'000'000'000;
constexpr std::int64_t kStepsPerLook = 1 << 14;

void require_sampling(const TakeoverSampling& sampling) {
  if (sampling.runs < 1 || sampling.runs > kMostRuns)
    throw Error("runs are " + std::to_string(sampling.runs) + "; they must be 1 to 1,000,000");
  if (sampling.most_steps < 1 || sampling.most_steps > kMostSteps)
    throw Error("the limit of steps is " + std::to_string(sampling.most_steps) + "; it must be 1 to 4,000,000,000");
}

// The draws of one step: below `count` at the first word, and in 0…1 at the others.
class StepDraws {
 public:
  StepDraws(std::uint64_t seed, std::int64_t run, std::int64_t step)
      : bits_(philox({static_cast<std::uint32_t>(step), static_cast<std::uint32_t>(StructurePurpose::step) * 2,
                      static_cast<std::uint32_t>(run), static_cast<std::uint32_t>(run >> 32)},
                     {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)})) {}

  // Each of a million nodes to within a 4000th of its chance.
  std::size_t node(std::size_t count) const {
    return static_cast<std::size_t>((std::uint64_t{bits_[0]} * count) >> 32);
  }
  double chance(std::size_t word) const { return (static_cast<double>(bits_[word]) + 0.5) * 0x1p-32; }
  double fine_chance() const {
    const std::uint64_t both = (std::uint64_t{bits_[0]} << 32 | bits_[3]) >> 11;
    return (static_cast<double>(both) + 0.5) * 0x1p-53;
  }

 private:
  std::array<std::uint32_t, 4> bits_;
};

// Logarithms of the fitness of all nodes and of sums of it, as a tree: one is drawn in log₂ nodes steps, and nothing
// under- or overflows.
class FitnessTree {
 public:
  explicit FitnessTree(std::size_t nodes)
      : leaves_(std::bit_ceil(nodes)), sums_(2 * leaves_, -std::numeric_limits<double>::infinity()) {}

  void fill(const GraphFitness& fitness) {
    for (std::size_t node = 0; node < fitness.graph().size(); ++node) sums_[leaves_ + node] = fitness.ln_fitness(node);
    for (std::size_t at = leaves_ - 1; at > 0; --at) join(at);
  }
  void set(std::size_t node, double ln_fitness) {
    if (sums_[leaves_ + node] == ln_fitness) return;
    sums_[leaves_ + node] = ln_fitness;
    for (std::size_t at = (leaves_ + node) / 2; at > 0; at /= 2) join(at);
  }
  bool is_empty() const { return std::isinf(sums_[1]); }
  std::size_t drawn(double chance) const {
    std::size_t at = 1;
    while (at < leaves_) {
      at *= 2;
      const double left = exp_of(sums_[at] - ln_sum(sums_[at], sums_[at + 1]));
      // What is left of the draw is uniform again within the half that it fell into.
      if (chance < left) {
        chance /= left;
      } else {
        chance = std::min((chance - left) / (1 - left), 1.0);
        ++at;
      }
      // Rounding must not lead where nobody is.
      if (std::isinf(sums_[at])) at ^= 1;
    }
    return at - leaves_;
  }

 private:
  void join(std::size_t at) { sums_[at] = ln_sum(sums_[2 * at], sums_[2 * at + 1]); }

  std::size_t leaves_;
  std::vector<double> sums_;
};

std::size_t drawn_neighbour(const std::vector<GraphNeighbour>& around, const std::vector<double>& weights,
                            double chance) {
  double sum = 0;
  for (const double weight : weights) sum += weight;
  double left = chance * sum;
  std::size_t last = 0;
  for (std::size_t n = 0; n < around.size(); ++n) {
    if (weights[n] == 0) continue;
    last = n;
    if (left < weights[n]) break;
    left -= weights[n];
  }
  return around[last].node;
}

// One run after another on one graph.
class TakeoverRuns {
 public:
  TakeoverRuns(const PopulationGraph& graph, const PairPayoffs& payoffs, const StructuredProcess& process,
               const Placement& start, const TakeoverSampling& sampling)
      : graph_(graph),
        process_(process),
        start_(start),
        sampling_(sampling),
        founders_(static_cast<std::int64_t>(std::count(start.begin(), start.end(), true))),
        has_tree_(process.update == StructureUpdate::birth_death),
        fitness_(graph, payoffs, process),
        tree_(graph.size()) {}

  void play(std::int64_t run, SampledTakeover& result, double& steps, const std::function<bool()>& give_up) {
    fitness_.place(start_);
    if (has_tree_) tree_.fill(fitness_);
    std::int64_t mutants = founders_;
    const auto all = static_cast<std::int64_t>(graph_.size());
    for (std::int64_t step = 1; step <= sampling_.most_steps; ++step) {
      if (step % kStepsPerLook == 0 && give_up && give_up()) throw GivenUp();
      const std::size_t changed = drawn_change(StepDraws(sampling_.seed, run, step));
      if (changed == graph_.size()) continue;
      fitness_.change(changed);
      if (has_tree_) renew_tree(changed);
      mutants += fitness_.is_mutant(changed) ? 1 : -1;
      if (mutants != 0 && mutants != all) continue;
      ++(mutants == 0 ? result.lost : result.taken);
      steps += static_cast<double>(step);
      return;
    }
    ++result.undecided;
  }

 private:
  void renew_tree(std::size_t changed) {
    tree_.set(changed, fitness_.ln_fitness(changed));
    for (const GraphNeighbour& next : graph_.neighbours[changed]) tree_.set(next.node, fitness_.ln_fitness(next.node));
  }

  void weights_by_edges(std::size_t node) {
    weights_.clear();
    for (const GraphNeighbour& next : graph_.neighbours[node]) weights_.push_back(next.weight);
  }

  // Who changes in a step; the number of nodes if nobody does.
  std::size_t drawn_change(const StepDraws& draws) {
    std::size_t copied = 0;
    std::size_t copies = 0;
    if (process_.update == StructureUpdate::birth_death) {
      copied = tree_.is_empty() ? draws.node(graph_.size()) : tree_.drawn(draws.fine_chance());
      weights_by_edges(copied);
      copies = drawn_neighbour(graph_.neighbours[copied], weights_, draws.chance(1));
    } else {
      copies = draws.node(graph_.size());
      if (process_.update == StructureUpdate::death_birth)
        weights_by_fitness(fitness_, copies, weights_);
      else
        weights_by_edges(copies);
      copied = drawn_neighbour(graph_.neighbours[copies], weights_, draws.chance(1));
    }
    if (fitness_.is_mutant(copied) == fitness_.is_mutant(copies)) return graph_.size();
    if (process_.update == StructureUpdate::pairwise &&
        draws.chance(2) * (1 + exp_of(-process_.selection * (fitness_.payoff(copied) - fitness_.payoff(copies)))) >= 1)
      return graph_.size();
    return copies;
  }

  const PopulationGraph& graph_;
  StructuredProcess process_;
  const Placement& start_;
  TakeoverSampling sampling_;
  std::int64_t founders_;
  bool has_tree_;
  GraphFitness fitness_;
  FitnessTree tree_;
  std::vector<double> weights_;
};

}  // namespace

SampledTakeover sampled_takeover(const PopulationGraph& graph, const PairPayoffs& payoffs,
                                 const StructuredProcess& process, const Placement& start,
                                 const TakeoverSampling& sampling, const std::function<bool()>& give_up) {
  require_sampling(sampling);
  require_start(graph, start);
  require_on_graph(graph, payoffs, process);
  TakeoverRuns runs(graph, payoffs, process, start, sampling);
  SampledTakeover result;
  result.runs = sampling.runs;
  double steps = 0;
  for (std::int64_t run = 0; run < sampling.runs; ++run) {
    if (give_up && give_up()) throw GivenUp();
    runs.play(run, result, steps, give_up);
  }
  const auto decided = static_cast<double>(result.taken + result.lost);
  if (decided == 0) return result;
  result.chance = static_cast<double>(result.taken) / decided;
  result.error = std::sqrt(*result.chance * (1 - *result.chance) / decided);
  result.steps = steps / decided;
  return result;
}

}  // namespace detente
