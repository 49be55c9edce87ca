// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include <detente/populations/composition_chain.hpp>

/// By the definition of a step, state by state: a matrix, whose powers come to the law in all their rows.
class EveryComposition {
 public:
  EveryComposition(const detente::Process& process, const detente::PayoffMatrix& payoffs,
                   const detente::Mutation& mutation)
      : process_(process), payoffs_(payoffs), mutation_(mutation) {
    std::vector<std::int64_t> at(payoffs.size(), 0);
    list(at, 0, process.population);
    const std::size_t size = all_.size();
    std::vector<std::vector<double>> next(size, std::vector<double>(size, 0.0));
    for (std::size_t state = 0; state < size; ++state) {
      if (process.imitation == detente::Imitation::wright_fisher)
        generation(state, next[state]);
      else
        step(state, next[state]);
    }
    for (int doubling = 0; doubling < 40; ++doubling) next = squared(next);
    law_ = next[0];
  }

  double mean_share(std::size_t strategy) const {
    double sum = 0;
    for (std::size_t state = 0; state < all_.size(); ++state)
      sum += law_[state] * static_cast<double>(all_[state][strategy]) / static_cast<double>(process_.population);
    return sum;
  }
  double share(const std::vector<std::int64_t>& composition) const { return law_[place_.at(composition)]; }

 private:
  using Row = std::vector<double>;

  void list(std::vector<std::int64_t>& at, std::size_t strategy, std::int64_t left) {
    if (strategy + 1 == at.size()) {
      at[strategy] = left;
      place_[at] = all_.size();
      all_.push_back(at);
      return;
    }
    for (at[strategy] = 0; at[strategy] <= left; ++at[strategy]) list(at, strategy + 1, left - at[strategy]);
  }

  static std::vector<Row> squared(const std::vector<Row>& matrix) {
    std::vector<Row> result(matrix.size(), Row(matrix.size(), 0.0));
    for (std::size_t i = 0; i < matrix.size(); ++i) {
      for (std::size_t k = 0; k < matrix.size(); ++k)
        for (std::size_t j = 0; j < matrix.size(); ++j) result[i][j] += matrix[i][k] * matrix[k][j];
      double sum = 0;
      for (const double value : result[i]) sum += value;
      for (double& value : result[i]) value /= sum;
    }
    return result;
  }

  double payoff(const std::vector<std::int64_t>& at, std::size_t strategy) const {
    double sum = 0;
    for (std::size_t other = 0; other < at.size(); ++other)
      sum += payoffs_(strategy, other) *
             static_cast<double>(at[other] - (other == strategy && !process_.meets_itself ? 1 : 0));
    return sum / static_cast<double>(process_.population - (process_.meets_itself ? 0 : 1));
  }
  double fitness(const std::vector<std::int64_t>& at, std::size_t strategy) const {
    const double exponent = process_.selection * payoff(at, strategy);
    return process_.fitness == detente::Fitness::exponential ? std::exp(exponent) : 1 - process_.selection + exponent;
  }
  double mutant(std::size_t from, std::size_t to) const {
    if (from == to) return 0;
    return mutation_.mutants.empty() ? 1 / static_cast<double>(payoffs_.size() - 1) : mutation_.mutants[from][to];
  }
  Row offspring(const std::vector<std::int64_t>& at) const {
    Row weights(at.size(), 0.0);
    double sum = 0;
    for (std::size_t i = 0; i < at.size(); ++i)
      if (at[i] > 0) sum += weights[i] = static_cast<double>(at[i]) * fitness(at, i);
    Row result(at.size(), 0.0);
    for (std::size_t parent = 0; parent < at.size(); ++parent)
      for (std::size_t to = 0; to < at.size(); ++to)
        result[to] += weights[parent] / sum * (parent == to ? 1 - mutation_.rate : mutation_.rate * mutant(parent, to));
    return result;
  }

  // Every state by itself.
  void step(std::size_t from, Row& next) const {
    const std::vector<std::int64_t>& at = all_[from];
    const auto population = static_cast<double>(process_.population);
    const auto become = [&](std::size_t before, std::size_t after, double chance) {
      std::vector<std::int64_t> changed = at;
      --changed[before];
      ++changed[after];
      next[place_.at(changed)] += chance;
    };
    for (std::size_t before = 0; before < at.size(); ++before) {
      if (at[before] == 0) continue;
      const double drawn = static_cast<double>(at[before]) / population;
      if (process_.imitation == detente::Imitation::moran) {
        const Row born = offspring(at);
        for (std::size_t after = 0; after < at.size(); ++after) become(before, after, drawn * born[after]);
        continue;
      }
      for (std::size_t after = 0; after < at.size(); ++after)
        become(before, after, drawn * mutation_.rate * mutant(before, after));
      for (std::size_t model = 0; model < at.size(); ++model) {
        const auto models = static_cast<double>(at[model] - (model == before ? 1 : 0));
        if (models <= 0) continue;
        const double met = drawn * (1 - mutation_.rate) * models / (population - 1);
        const double copies = 1 / (1 + std::exp(-process_.selection * (payoff(at, model) - payoff(at, before))));
        become(before, model, met * copies);
        become(before, before, met * (1 - copies));
      }
    }
  }

  void generation(std::size_t from, Row& next) const {
    const Row born = offspring(all_[from]);
    for (std::size_t to = 0; to < all_.size(); ++to) {
      double chance = std::tgamma(static_cast<double>(process_.population) + 1);
      for (std::size_t i = 0; i < born.size(); ++i)
        chance *=
            std::pow(born[i], static_cast<double>(all_[to][i])) / std::tgamma(static_cast<double>(all_[to][i]) + 1);
      next[to] += chance;
    }
  }

  detente::Process process_;
  detente::PayoffMatrix payoffs_;
  detente::Mutation mutation_;
  std::vector<std::vector<std::int64_t>> all_;
  std::map<std::vector<std::int64_t>, std::size_t> place_;
  Row law_;
};
