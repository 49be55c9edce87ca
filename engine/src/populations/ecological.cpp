// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/ecological.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "numerics/exponential.hpp"

namespace detente {
namespace {

constexpr double kNearlyGone = 1e-6;
constexpr double kBack = 0.01;

void require_background(const PayoffMatrix& payoffs, double background) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t row = 0; row < payoffs.size(); ++row)
    for (std::size_t column = 0; column < payoffs.size(); ++column) least = std::min(least, payoffs(row, column));
  if (background + least < 0)
    throw Error("in the ecological process payoffs are numbers of offspring, but the least is " + rounded(least) +
                "; add a constant, with a background of at least " + rounded(-least));
}

/// Whether a generation is one of those that are told.
bool is_told(std::int64_t generation, std::int64_t last) {
  std::int64_t step = 1;
  while (generation > 1000 * step) step *= 10;
  return generation % step == 0 || generation == last;
}

/// Their sum becomes 1.
void normalise(std::vector<double>& ln_shares) {
  const double most = *std::max_element(ln_shares.begin(), ln_shares.end());
  double sum = 0;
  for (const double share : ln_shares) sum += exp_of(share - most);
  const double all = most + ln_of(sum);
  for (double& share : ln_shares) share -= all;
}

}  // namespace

EcologicalCourse ecological_course(const PayoffMatrix& payoffs, const std::vector<double>& shares,
                                   const Ecology& ecology) {
  require_background(payoffs, ecology.background);
  const std::size_t size = payoffs.size();
  if (!(ecology.extinct >= 0 && ecology.extinct * static_cast<double>(size) < 1))
    throw Error("extinct is " + rounded(ecology.extinct) + "; it must be at least 0 and below 1 over the " +
                std::to_string(size) + " strategies, or all could be gone");
  std::vector<double> now;
  for (const double share : shares) now.push_back(ln_of(share));
  if (!std::any_of(shares.begin(), shares.end(), [](double share) { return share > 0; }))
    throw Error("some share at the beginning must be above 0");
  normalise(now);
  EcologicalCourse course{.generations = {0}, .ln_shares = {now}, .revivals = {}};
  const double gone = ln_of(ecology.extinct);
  std::vector<std::optional<Revival>> low(size);
  std::vector<bool> is_revived(size);
  const double nearly_gone = ln_of(kNearlyGone);
  const double back = ln_of(kBack);
  for (std::int64_t generation = 1; generation <= ecology.generations; ++generation) {
    std::vector<double> share(size);
    for (std::size_t i = 0; i < size; ++i) share[i] = exp_of(now[i]);
    bool is_barren = true;  // nobody earns anything: shares stay
    std::vector<double> grown = now;
    for (std::size_t i = 0; i < size; ++i) {
      double earned = ecology.background;
      for (std::size_t j = 0; j < size; ++j) earned += payoffs(i, j) * share[j];
      grown[i] += ln_of(std::max(earned, 0.0));
      if (grown[i] != kLnZero) is_barren = false;
    }
    if (!is_barren) now = std::move(grown);
    normalise(now);
    if (ecology.extinct > 0) {
      for (double& one : now)
        if (one < gone) one = kLnZero;
      normalise(now);
    }
    for (std::size_t i = 0; i < size; ++i) {
      if (now[i] < nearly_gone && now[i] != kLnZero && !is_revived[i] && (!low[i] || now[i] < low[i]->ln_lowest))
        low[i] = Revival{.strategy = i, .ln_lowest = now[i], .generation = generation};
      if (low[i] && now[i] > back) is_revived[i] = true;
    }
    if (!is_told(generation, ecology.generations)) continue;
    course.generations.push_back(generation);
    course.ln_shares.push_back(now);
  }
  for (std::size_t i = 0; i < size; ++i)
    if (is_revived[i]) course.revivals.push_back(*low[i]);
  return course;
}

}  // namespace detente
