// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/lattice.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <detente/error.hpp>

#include "populations/lattice_lanes.hpp"

namespace detente {
namespace {

// The places from which a place of a torus takes its strategy: first itself, then its neighbours.
struct Surroundings {
  std::array<std::size_t, 9> places;

  Surroundings(const Lattice& lattice, std::size_t row, std::size_t column) {
    const std::size_t above = (row + lattice.rows - 1) % lattice.rows * lattice.columns;
    const std::size_t below = (row + 1) % lattice.rows * lattice.columns;
    const std::size_t here = row * lattice.columns;
    const std::size_t left = (column + lattice.columns - 1) % lattice.columns;
    const std::size_t right = (column + 1) % lattice.columns;
    places = {here + column, above + column, here + left,  here + right, below + column,
              above + left,  above + right,  below + left, below + right};
  }
};

}  // namespace

LatticeGame::LatticeGame(const LatticeRules& rules, LatticeKernel kernel) : rules_(rules), kernel_(kernel) {
  const std::size_t strategies = rules.payoffs.size();
  if (strategies < 1 || strategies > kMostLatticeStrategies)
    throw Error("a lattice has " + std::to_string(strategies) + " strategies; it must have 1 to 255");
  if (rules.neighbours != 4 && rules.neighbours != 8)
    throw Error("a place of a lattice has " + std::to_string(rules.neighbours) + " neighbours; it must have 4 or 8");
  for (std::size_t i = 0; i < strategies; ++i)
    for (std::size_t j = 0; j < strategies; ++j)
      if (!std::isfinite(rules.payoffs(i, j))) throw Error("payoffs must be finite numbers");
  if (strategies == 2) rank_scores();
}

void LatticeGame::check(const Lattice& lattice) const {
  if (lattice.rows < 3 || lattice.columns < 3)
    throw Error("a lattice has " + std::to_string(lattice.rows) + " rows and " + std::to_string(lattice.columns) +
                " columns; it must have at least 3 of each");
  if (lattice.rows > kMostPlaces / lattice.columns) throw Error("a lattice may have at most 16,777,216 places");
  if (lattice.strategies.size() != lattice.rows * lattice.columns)
    throw Error("a lattice of " + std::to_string(lattice.rows * lattice.columns) + " places has " +
                std::to_string(lattice.strategies.size()) + " strategies; there must be one for each place");
  const std::uint8_t most = *std::max_element(lattice.strategies.begin(), lattice.strategies.end());
  if (most >= rules_.payoffs.size())
    throw Error("a place of the lattice has strategy " + std::to_string(most) + "; it must be below " +
                std::to_string(rules_.payoffs.size()));
}

// Numbers of neighbours times payoffs, in the order of strategies: the same neighbours pay the same in any places.
double LatticeGame::score(std::size_t own, const std::uint8_t* met, std::size_t count) const {
  double sum = 0;
  for (std::size_t i = 0; i < count;) {
    std::size_t next = i;
    while (next < count && met[next] == met[i]) ++next;
    sum += static_cast<double>(next - i) * rules_.payoffs(own, met[i]);
    i = next;
  }
  return sum;
}

void LatticeGame::rank_scores() {
  std::array<std::array<double, 10>, 2> scores{};
  std::vector<double> ranks;
  // How many of 5 or 9 places, itself included, play strategy 1.
  const auto possible = [&](std::size_t own, std::size_t ones) {
    return ones >= own && ones <= rules_.neighbours + own;
  };
  for (std::size_t own = 0; own < 2; ++own)
    for (std::size_t ones = 0; ones <= rules_.neighbours + 1; ++ones) {
      if (!possible(own, ones)) continue;
      std::array<std::uint8_t, 9> met{};
      const std::size_t count = rules_.neighbours + (rules_.meets_itself ? 1 : 0);
      const std::size_t met_ones = ones - (rules_.meets_itself ? 0 : own);
      for (std::size_t i = count - met_ones; i < count; ++i) met[i] = 1;
      scores[own][ones] = score(own, met.data(), count);
      ranks.push_back(scores[own][ones]);
    }
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  for (std::size_t own = 0; own < 2; ++own)
    for (std::size_t ones = 0; ones <= rules_.neighbours + 1; ++ones) {
      if (!possible(own, ones)) continue;
      const auto rank = std::lower_bound(ranks.begin(), ranks.end(), scores[own][ones]) - ranks.begin();
      keys_[own][ones] = static_cast<std::uint8_t>(2 * rank + (own == 0 ? 1 : 0));
    }
}

void LatticeGame::step(Lattice& lattice) {
  check(lattice);
  if (rules_.payoffs.size() == 2 && kernel_ == LatticeKernel::fastest)
    step_two(lattice);
  else
    step_plainly(lattice);
}

void LatticeGame::step_plainly(Lattice& lattice) {
  const std::vector<std::uint8_t>& now = lattice.strategies;
  scores_.resize(now.size());
  const std::size_t first = rules_.meets_itself ? 0 : 1;
  for (std::size_t row = 0; row < lattice.rows; ++row)
    for (std::size_t column = 0; column < lattice.columns; ++column) {
      const Surroundings around(lattice, row, column);
      std::array<std::uint8_t, 9> met{};
      std::size_t count = 0;
      for (std::size_t i = first; i <= rules_.neighbours; ++i) {
        const std::uint8_t other = now[around.places[i]];
        std::size_t at = count++;
        for (; at > 0 && met[at - 1] > other; --at) met[at] = met[at - 1];
        met[at] = other;
      }
      scores_[around.places[0]] = score(now[around.places[0]], met.data(), count);
    }
  std::vector<std::uint8_t> next(now.size());
  for (std::size_t row = 0; row < lattice.rows; ++row)
    for (std::size_t column = 0; column < lattice.columns; ++column) {
      const Surroundings around(lattice, row, column);
      const std::size_t own = around.places[0];
      double best = scores_[own];
      next[own] = now[own];
      bool is_own = true;
      for (std::size_t i = 1; i <= rules_.neighbours; ++i) {
        const std::size_t other = around.places[i];
        if (scores_[other] > best || (!is_own && scores_[other] == best && now[other] < next[own])) {
          best = scores_[other];
          next[own] = now[other];
          is_own = false;
        }
      }
    }
  lattice.strategies.swap(next);
}

void LatticeGame::step_two(Lattice& lattice) {
  const PaddedRows rows(lattice.rows, lattice.columns);
  padded_.resize(rows.bytes());
  padded_keys_.resize(rows.bytes());
  next_of_two(rows, rules_.neighbours == 8, keys_, lattice.strategies.data(), padded_.data(), padded_keys_.data());
}

}  // namespace detente
