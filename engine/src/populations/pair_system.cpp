// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/pair_system.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numerics/elimination.hpp"
#include "numerics/ordered_sums.hpp"

namespace detente {
namespace {

constexpr std::size_t kTile = 32;  // a tile of two matrices fits into the nearest cache

// Eight sums side by side, so that the order is the same with and without wide registers.
double ordered_product(const double* x, const double* y, std::size_t count) {
  Four low{};
  Four high{};
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    low += four_at(x + i).value * four_at(y + i).value;
    high += four_at(x + i + 4).value * four_at(y + i + 4).value;
  }
  low += high;
  double sum = (low[0] + low[1]) + (low[2] + low[3]);
  for (; i < count; ++i) sum += x[i] * y[i];
  return sum;
}

}  // namespace

PairSystem::PairSystem(const std::vector<std::vector<GraphNeighbour>>& weights)
    : half_(weights), root_(weights.size()) {
  double all = 0;
  for (std::size_t i = 0; i < size(); ++i) {
    for (const GraphNeighbour& next : weights[i]) root_[i] += next.weight;
    all += root_[i];
  }
  for (std::size_t i = 0; i < size(); ++i)
    for (GraphNeighbour& next : half_[i])
      next.weight = 0.5 * (next.weight / (std::sqrt(root_[i]) * std::sqrt(root_[next.node])));
  for (double& degree : root_) degree = std::sqrt(degree / all);
}

std::vector<double> PairSystem::right_side() const {
  std::vector<double> result(size() * size());
  for (std::size_t i = 0; i < size(); ++i)
    for (std::size_t j = 0; j < size(); ++j) result[i * size() + j] = i == j ? 0 : root_[i] * root_[j];
  return result;
}

double PairSystem::apply(const std::vector<double>& s, std::vector<double>& scratch,
                         std::vector<double>& result) const {
  const std::size_t n = size();
  for (std::size_t i = 0; i < n; ++i) {
    double* const row = scratch.data() + i * n;
    std::fill(row, row + n, 0.0);
    for (const GraphNeighbour& next : half_[i]) {
      const double weight = next.weight;
      const double* const other = s.data() + next.node * n;
      for (std::size_t j = 0; j < n; ++j) row[j] += weight * other[j];
    }
  }
  // S Q is the transpose of Q S: by tiles, for a column's numbers lie far apart.
  for (std::size_t top = 0; top < n; top += kTile)
    for (std::size_t left = 0; left < n; left += kTile) {
      const std::size_t bottom = std::min(n, top + kTile);
      const std::size_t right = std::min(n, left + kTile);
      for (std::size_t i = top; i < bottom; ++i)
        for (std::size_t j = left; j < right; ++j)
          result[i * n + j] = s[i * n + j] - (scratch[i * n + j] + scratch[j * n + i]);
    }
  for (std::size_t i = 0; i < n; ++i) result[i * n + i] = 0;
  return ordered_product(s.data(), result.data(), n * n);
}

std::vector<double> PairSystem::rest(const std::vector<double>& s) const {
  // τ_ij − ½ Σ_k (p_ik τ_jk + p_jk τ_ik) as a sum of differences of τ, which are small where τ is large.
  const std::size_t n = size();
  std::vector<double> tau(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) tau[i * n + j] = s[i * n + j] / (root_[i] * root_[j]);
  std::vector<double> falls(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    double* const row = falls.data() + i * n;
    const double* const own = tau.data() + i * n;
    for (const GraphNeighbour& next : half_[i]) {
      const double weight = next.weight * root_[next.node] / root_[i];
      const double* const other = tau.data() + next.node * n;
      for (std::size_t j = 0; j < n; ++j) row[j] += weight * (own[j] - other[j]);
    }
  }
  std::vector<double> result(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      if (i != j) result[i * n + j] = root_[i] * root_[j] * (1 - (falls[i * n + j] + falls[j * n + i]));
  return result;
}

double squared_length(const std::vector<double>& v) {
  return ordered_product(v.data(), v.data(), v.size());
}

void conjugate_gradients(const PairSystem& system, const PairPreconditioner& precondition, std::size_t most_steps,
                         std::vector<double>& residual, std::vector<double>& solution, double aim,
                         const std::function<bool()>& give_up) {
  std::vector<double> conditioned(precondition ? residual.size() : 0);
  const std::vector<double>& near = precondition ? conditioned : residual;
  std::vector<double> scratch(residual.size());
  std::vector<double> made(residual.size());
  if (precondition) precondition(residual, conditioned);
  std::vector<double> direction = near;
  double product = ordered_product(residual.data(), near.data(), near.size());
  for (std::size_t step = 0; step < most_steps && squared_length(residual) > aim; ++step) {
    if (give_up && give_up()) throw GivenUp();
    const double curvature = system.apply(direction, scratch, made);
    if (!(curvature > 0)) return;
    const double far = product / curvature;
    for (std::size_t i = 0; i < residual.size(); ++i) {
      solution[i] += far * direction[i];
      residual[i] -= far * made[i];
    }
    if (precondition) precondition(residual, conditioned);
    const double left = ordered_product(residual.data(), near.data(), near.size());
    const double keep = left / product;
    for (std::size_t i = 0; i < residual.size(); ++i) direction[i] = near[i] + keep * direction[i];
    product = left;
  }
}

}  // namespace detente
