// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include <detente/exact/exact.hpp>

#include "exact/class_elimination.hpp"
#include "exact/propagation.hpp"

namespace detente {
namespace {

constexpr std::size_t kMostPoints = 20000;  // a full matrix of them takes 3 GB

/// Adds `weight` rounds at each point to shares and scores.
void add(const Chain& chain, const std::vector<double>& visits, Exact& result) {
  for (std::size_t point = 0; point < chain.size(); ++point)
    for (std::uint32_t i = chain.first_outcome[point]; i < chain.first_outcome[point + 1]; ++i) {
      const Chain::Kind& kind = chain.kinds[chain.outcomes[i].kind];
      const double share = visits[point] * chain.outcomes[i].chance;
      result.joint[static_cast<std::size_t>(kind.row * chain.levels + kind.column)] += share;
      for (const std::size_t seat : {0U, 1U}) result.score[seat] += share * kind.reward[seat];
    }
}

Exact empty(const Chain& chain) {
  Exact result;
  result.joint.assign(static_cast<std::size_t>(chain.levels * chain.levels), 0.0);
  return result;
}

/// Random length, or a discount: each round is followed by another with chance `continuation` and then weighs
/// `discount` of it. What matters is ratios, so that a match that ends and a payoff that fades are one thing.
Exact fading(const Chain& chain, double continuation, double discount, bool wants_covariance, const GiveUp& give_up) {
  const Classes classes = communicating_classes(chain);
  const double survival = continuation * discount;
  const ChainElimination pieces(chain, classes, survival, give_up);
  Exact result = empty(chain);
  const std::vector<double> rounds = pieces.visits();
  add(chain, rounds, result);
  const double length = 1 / (1 - survival);
  for (double& share : result.joint) share /= length;
  for (double& score : result.score) score /= length;
  if (!wants_covariance) return result;

  // Centred by the mean of all rounds: then E[Σ] = 0, and E[Σ²] needs for each round its square and twice its product
  // with what is still to come.
  const auto centred = [&](std::uint32_t kind, std::size_t seat) {
    return chain.kinds[kind].reward[seat] - result.score[seat];
  };
  std::array<std::vector<double>, 2> to_come;
  for (const std::size_t seat : {0U, 1U}) {
    to_come[seat].assign(chain.size(), 0.0);
    for (std::size_t point = 0; point < chain.size(); ++point)
      for (std::uint32_t i = chain.first_outcome[point]; i < chain.first_outcome[point + 1]; ++i)
        to_come[seat][point] += chain.outcomes[i].chance * centred(chain.outcomes[i].kind, seat);
  }
  for (std::vector<double>& values : to_come) pieces.value(values);
  const std::vector<double> weights =
      discount == 1 ? rounds : ChainElimination(chain, classes, continuation * discount * discount, give_up).visits();
  for (std::size_t point = 0; point < chain.size(); ++point)
    for (std::uint32_t i = chain.first_outcome[point]; i < chain.first_outcome[point + 1]; ++i) {
      const double row = centred(chain.outcomes[i].kind, 0);
      const double column = centred(chain.outcomes[i].kind, 1);
      for (std::uint32_t b = chain.outcomes[i].first_branch; b < chain.outcomes[i + 1].first_branch; ++b) {
        const double weight = weights[point] * chain.branches[b].chance;
        const double row_later = survival * to_come[0][chain.branches[b].target];
        const double column_later = survival * to_come[1][chain.branches[b].target];
        result.covariance[0] += weight * row * (row + 2 * row_later);
        result.covariance[1] += weight * (row * (column + column_later) + column * row_later);
        result.covariance[2] += weight * column * (column + 2 * column_later);
      }
    }
  for (double& value : result.covariance) value /= length * length;
  for (const std::size_t i : {0U, 2U}) result.covariance[i] = std::max(result.covariance[i], 0.0);
  return result;
}

/// Calls `act` for each recurrent class that a match without end may be absorbed into: with the chance of that, and the
/// shares of its rounds at each point then.
template <class Act>
void each_fate(const Chain& chain, const GiveUp& give_up, Act act) {
  const Classes classes = communicating_classes(chain);
  std::vector<double> arrivals(chain.size(), 0.0);
  arrivals[0] = 1;
  for (std::uint32_t c = 0; c < classes.members.size(); ++c) {
    const std::vector<std::size_t>& points = classes.members[c];
    const ClassElimination piece(chain, classes, c, 1, give_up);
    if (!classes.is_closed[c]) {
      piece.visit(arrivals);
      continue;
    }
    double chance = 0;
    for (const std::size_t point : points) chance += arrivals[point];
    const std::vector<double> stationary = piece.stationary();
    std::vector<double> shares(chain.size(), 0.0);
    for (std::size_t i = 0; i < points.size(); ++i) shares[points[i]] = stationary[i];
    act(chance, shares);
  }
}

/// A match without end: it is absorbed into some recurrent class, and there every round is like the class's mean.
Exact endless(const Chain& chain, const GiveUp& give_up) {
  struct Fate {
    double chance;
    std::array<double, 2> score;
  };
  std::vector<Fate> fates;
  Exact result = empty(chain);
  each_fate(chain, give_up, [&](double chance, const std::vector<double>& shares) {
    Exact here = empty(chain);
    add(chain, shares, here);
    for (std::size_t i = 0; i < here.joint.size(); ++i) result.joint[i] += chance * here.joint[i];
    for (const std::size_t seat : {0U, 1U}) result.score[seat] += chance * here.score[seat];
    fates.push_back({chance, here.score});
  });
  if (fates.size() > 1)
    for (const Fate& fate : fates) {
      const double row = fate.score[0] - result.score[0];
      const double column = fate.score[1] - result.score[1];
      result.covariance[0] += fate.chance * row * row;
      result.covariance[1] += fate.chance * row * column;
      result.covariance[2] += fate.chance * column * column;
    }
  return result;
}

/// A match without a fixed length.
std::optional<Exact> solved(const Chain& chain, const Rules& rules, bool wants_covariance, const GiveUp& give_up) {
  try {
    return rules.continuation || rules.discount < 1
               ? fading(chain, rules.continuation.value_or(1), rules.discount, wants_covariance, give_up)
               : endless(chain, give_up);
  } catch (const GivenUp&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<std::vector<double>> long_run(const Chain& chain, const GiveUp& give_up) {
  std::vector<double> all(chain.size(), 0.0);
  try {
    each_fate(chain, give_up, [&](double chance, const std::vector<double>& shares) {
      for (std::size_t point = 0; point < chain.size(); ++point) all[point] += chance * shares[point];
    });
  } catch (const GivenUp&) {
    return std::nullopt;
  }
  return all;
}

std::optional<std::string> too_large(const Chain& chain, const Rules& rules) {
  if ((!rules.continuation && !rules.endless) || chain.size() <= kMostPoints) return std::nullopt;
  std::size_t squares = 0;
  std::size_t most = 0;
  for (const auto& members : communicating_classes(chain).members) {
    squares += members.size() * members.size();
    most = std::max(most, members.size());
  }
  if (squares <= kMostPoints * kMostPoints) return std::nullopt;
  return "communicating classes of up to " + std::to_string(most) +
         " joint memories, too many for a random or infinite number of rounds";
}

std::optional<Exact> exact(const Chain& chain, const Rules& rules, const GiveUp& give_up) {
  if (!rules.continuation && !rules.endless) return propagated(chain, rules.rounds, rules.discount, give_up);
  return solved(chain, rules, true, give_up);
}

std::optional<Exact> exact_means(const Chain& chain, const Rules& rules, const GiveUp& give_up) {
  if (!rules.continuation && !rules.endless) return propagated_means(chain, rules.rounds, rules.discount, give_up);
  return solved(chain, rules, false, give_up);
}

}  // namespace detente
