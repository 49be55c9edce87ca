// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "search/beginning.hpp"

#include <boost/random/uniform_01.hpp>
#include <cmath>

namespace detente {

Rng dice_of(const SearchRequest& request, int beginning, int step) {
  return Rng({.seed = request.seed,
              .repetition = static_cast<std::uint64_t>(beginning),
              .seat = 0,
              .round = static_cast<std::uint32_t>(step)});
}

std::vector<double> weights_of(std::size_t columns, Rng& dice) {
  std::vector<double> weights;
  double sum = 0;
  for (std::size_t i = 0; i < columns; ++i) {
    weights.push_back(-std::log(1 - boost::random::uniform_01<double>()(dice)));
    sum += weights.back();
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

double worth(const Merits& merits, const std::vector<double>& weights) {
  double sum = 0;
  for (std::size_t i = 0; i < merits.size(); ++i) sum += weights[i] * merits[i];
  return sum;
}

}  // namespace detente
