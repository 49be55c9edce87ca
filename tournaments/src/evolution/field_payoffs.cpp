// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/evolution/field_payoffs.hpp>

#include <algorithm>
#include <cmath>

#include <detente/error.hpp>

#include "play/intervals.hpp"

namespace detente {
namespace {

constexpr double kAlike = 1e-12;
constexpr double kLastDigits = 1e-14;  // of the greatest payoff

/// The standard error of a seat's mean score; Student's quantile over the normal one is part of it.
double standard_error(const PairResult& pair, std::size_t seat) {
  if (pair.repetitions == 0) return 0;
  if (!pair.score_sd[seat])
    throw Error("a sampled pair needs at least 2 repetitions, or its payoffs have no errors that could be carried on");
  const double sd = *pair.score_sd[seat];
  // Where all repetitions scored alike, what one that was not seen may change.
  const double half =
      sd > 0 ? half_width(sd * sd, static_cast<double>(pair.repetitions)) : pair.score_error[seat].value_or(0);
  return half / kNormal95;
}

/// Payoffs that differ by rounding become one: each gets the least value of those that lie within the tolerance of the
/// one before them, in order. Else what is equal would be told apart by its last digit.
void make_equal_what_rounding_parts(PayoffMatrix& payoffs) {
  std::vector<std::pair<double, std::size_t>> values;
  double size_of_all = 0;
  for (std::size_t i = 0; i < payoffs.size(); ++i)
    for (std::size_t j = 0; j < payoffs.size(); ++j) {
      values.emplace_back(payoffs(i, j), i * payoffs.size() + j);
      size_of_all = std::max(size_of_all, std::abs(payoffs(i, j)));
    }
  std::sort(values.begin(), values.end());
  const double apart = kLastDigits * size_of_all;
  double least = values.front().first;
  double before = least;
  for (const auto& [value, place] : values) {
    if (value - before > apart) least = value;
    before = value;
    payoffs(place / payoffs.size(), place % payoffs.size()) = least;
  }
}

}  // namespace

Design materially_paid(Design design) {
  const auto no_relative_gains = [](const Game& game) { return game.material(""); };
  for (Entrant& entrant : design.entrants) {
    if (entrant.side.is_ever_told() && entrant.motive != "game")
      throw Error(
          "'" + entrant.name +
          "' is told when payoffs turn during a match, so that it cannot be paid otherwise than its motive says; "
          "leave its motive or the schedule out");
    const Payoffs now = no_relative_gains(design.game);
    if (entrant.side.is_ever_told() && !(now == entrant.side.payoffs))
      throw Error("'" + entrant.name +
                  "' is told when payoffs turn during a match, so that relative gains cannot be left out of what it "
                  "earns; leave relative-gains or the schedule out");
    entrant.side.payoffs = now;
    for (std::size_t stretch = 0; stretch < entrant.side.later.size(); ++stretch)
      if (!entrant.side.is_ever_told() && stretch < design.later_games.size())
        entrant.side.later[stretch].payoffs = no_relative_gains(design.later_games[stretch]);
  }
  return design;
}

FieldPayoffs field_payoffs(const Design& design, const PairResults& pairs) {
  const std::size_t size = design.entrants.size();
  FieldPayoffs field{.known = {PayoffMatrix(size), PayoffMatrix(size), PayoffMatrix(size)},
                     .cooperation = PayoffMatrix(size),
                     .peace = PayoffMatrix(size)};
  const int levels = design.game.levels;
  for (const PairResult& pair : pairs) {
    const std::size_t i = pair.row;
    const std::size_t j = pair.column;
    ++field.pairs;
    if (pair.repetitions > 0) {
      ++field.sampled;
      field.repetitions = pair.repetitions;
    }
    double peace = 0;
    for (int row = 0; row <= design.peace.level; ++row)
      for (int column = 0; column <= design.peace.level; ++column)
        peace += pair.joint[static_cast<std::size_t>(row * levels + column)];
    field.peace(i, j) = field.peace(j, i) = peace;
    const std::array<double, 2> error{standard_error(pair, 0), standard_error(pair, 1)};
    const double covariance =
        pair.repetitions > 0 ? pair.score_covariance.value_or(0) / static_cast<double>(pair.repetitions) : 0;
    if (i == j) {  // both seats are the same strategy: the mean of both is what it earns
      field.known.payoff(i, i) = (pair.score[0] + pair.score[1]) / 2;
      field.cooperation(i, i) = (pair.cooperation[0] + pair.cooperation[1]) / 2;
      const double variance = (error[0] * error[0] + error[1] * error[1] + 2 * covariance) / 4;
      field.known.error(i, i) = std::sqrt(std::max(variance, 0.0));
      continue;
    }
    for (const bool is_turned : {false, true}) {
      const std::size_t own = is_turned ? j : i;
      const std::size_t other = is_turned ? i : j;
      const std::size_t seat = is_turned ? 1 : 0;
      field.known.payoff(own, other) = pair.score[seat];
      field.cooperation(own, other) = pair.cooperation[seat];
      field.known.error(own, other) = error[seat];
      field.known.covariance(own, other) = covariance;
    }
  }
  make_equal_what_rounding_parts(field.known.payoff);
  return field;
}

FieldPayoffs of_some(const FieldPayoffs& payoffs, const std::vector<std::size_t>& strategies) {
  const std::size_t size = strategies.size();
  FieldPayoffs some{.known = {PayoffMatrix(size), PayoffMatrix(size), PayoffMatrix(size)},
                    .cooperation = PayoffMatrix(size),
                    .peace = PayoffMatrix(size),
                    .pairs = payoffs.pairs,
                    .sampled = payoffs.sampled,
                    .repetitions = payoffs.repetitions};
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j) {
      const std::size_t row = strategies[i];
      const std::size_t column = strategies[j];
      some.known.payoff(i, j) = payoffs.known.payoff(row, column);
      some.cooperation(i, j) = payoffs.cooperation(row, column);
      some.peace(i, j) = payoffs.peace(row, column);
      some.known.error(i, j) = payoffs.known.error(row, column);
      some.known.covariance(i, j) = payoffs.known.covariance(row, column);
    }
  return some;
}

std::vector<std::vector<std::size_t>> conducts(const FieldPayoffs& payoffs) {
  const std::size_t size = payoffs.known.payoff.size();
  double least = payoffs.known.payoff(0, 0);
  double most = least;
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j) {
      least = std::min(least, payoffs.known.payoff(i, j));
      most = std::max(most, payoffs.known.payoff(i, j));
    }
  const double allowed = kAlike * (most - least);
  const auto alike = [&](std::size_t one, std::size_t other) {
    for (std::size_t k = 0; k < size; ++k) {
      if (std::abs(payoffs.known.payoff(one, k) - payoffs.known.payoff(other, k)) > allowed ||
          std::abs(payoffs.known.payoff(k, one) - payoffs.known.payoff(k, other)) > allowed)
        return false;
    }
    return true;
  };
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < size; ++i) {
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const std::vector<std::size_t>& known) { return alike(known.front(), i); });
    if (group == groups.end())
      groups.push_back({i});
    else
      group->push_back(i);
  }
  return groups;
}

}  // namespace detente
