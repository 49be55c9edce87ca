// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "standings.hpp"

#include <algorithm>
#include <cmath>

namespace detente {
namespace {

/// Variance over repetitions of Σ weights·totals − (mean ratio)·length: the residual of a ratio of totals.
double difference_variance(const Moments& moments, std::size_t i, std::size_t j, std::size_t length, double ratio) {
  const double variance = moments.covariance(i, i) + moments.covariance(j, j) - 2 * moments.covariance(i, j);
  return variance - 2 * ratio * (moments.covariance(i, length) - moments.covariance(j, length)) +
         ratio * ratio * moments.covariance(length, length);
}

double variance(const Moments& moments, std::size_t i, std::size_t length, double ratio) {
  return moments.covariance(i, i) - 2 * ratio * moments.covariance(i, length) +
         ratio * ratio * moments.covariance(length, length);
}

double range(const Payoffs& payoffs) {
  const auto cells = static_cast<std::ptrdiff_t>(payoffs.levels * payoffs.levels);
  const auto [least, most] = std::minmax_element(payoffs.value.begin(), payoffs.value.begin() + cells);
  return *most - *least;
}

/// What one entrant met in its pairs, each counting alike; its own copy as the mean of both seats.
struct Met {
  double exact_score = 0;   ///< sum over exact pairs
  bool is_sampled = false;  ///< some pair was
  double restraint = 0;     ///< sums over all pairs
  double hostility = 0;
  std::array<double, 3> restless{};  ///< peace, friction, conflict: how many of the two are above the peace level
};

void add_seat(const Design& design, const PairResult& pair, std::size_t seat, double weight, Met& met) {
  const int levels = design.rules.levels;
  const int quiet = design.peace.level;
  if (pair.engine == "exact")
    met.exact_score += weight * pair.score[seat];
  else
    met.is_sampled = true;
  met.restraint += weight * pair.cooperation[seat];
  met.hostility += weight * (1 - pair.cooperation[seat]);
  for (int row = 0; row < levels; ++row)
    for (int column = 0; column < levels; ++column)
      met.restless[static_cast<std::size_t>((row > quiet ? 1 : 0) + (column > quiet ? 1 : 0))] +=
          weight * pair.joint[static_cast<std::size_t>(row * levels + column)];
}

}  // namespace

std::vector<Standing> standings(const Design& design, const std::vector<PairResult>& pairs,
                                const std::vector<std::size_t>& opponents, const Moments& sampled) {
  const std::size_t length = design.entrants.size();
  std::vector<Met> met(length);
  for (const PairResult& pair : pairs) {
    const double weight = pair.row == pair.column ? 0.5 : 1;
    add_seat(design, pair, 0, weight, met[pair.row]);
    add_seat(design, pair, 1, weight, met[pair.column]);
  }
  const double mean_length = sampled.count() > 0 ? sampled.mean(length) : 1;
  // The sampled part of an entrant's score, and how it and the difference of two of them vary.
  const auto ratio = [&](std::size_t i) { return met[i].is_sampled ? sampled.mean(i) / mean_length : 0.0; };
  const auto error = [&](std::size_t i) {
    return met[i].is_sampled ? half_width(variance(sampled, i, length, ratio(i)), sampled.count()) / mean_length : 0.0;
  };
  const auto difference_error = [&](std::size_t i, std::size_t j) {
    if (!met[i].is_sampled && !met[j].is_sampled) return 0.0;
    return half_width(difference_variance(sampled, i, j, length, ratio(i) - ratio(j)), sampled.count()) / mean_length;
  };

  std::vector<Standing> all;
  std::vector<std::string> motives;
  for (std::size_t i = 0; i < length; ++i) {
    if (opponents[i] == 0) continue;
    const auto count = static_cast<double>(opponents[i]);
    Standing standing{};
    standing.entrant = i;
    standing.score = met[i].exact_score / count + ratio(i);
    if (!met[i].is_sampled || sampled.count() > 1) standing.score_error = error(i);
    standing.cooperation = met[i].restraint / (met[i].restraint + met[i].hostility);
    standing.peace = met[i].restless[0] / count;
    standing.friction = met[i].restless[1] / count;
    standing.conflict = met[i].restless[2] / count;
    all.push_back(standing);
    const std::string& motive = design.entrants[i].motive;
    if (std::find(motives.begin(), motives.end(), motive) == motives.end()) motives.push_back(motive);
  }

  std::vector<Standing> ranked;
  for (const std::string& motive : motives) {
    std::vector<Standing> group;
    for (const Standing& standing : all)
      if (design.entrants[standing.entrant].motive == motive) group.push_back(standing);
    const bool has_errors = std::all_of(group.begin(), group.end(),
                                        [](const Standing& standing) { return standing.score_error.has_value(); });
    const double tie = 1e-9 * range(design.entrants[group.front().entrant].side.payoffs);
    for (Standing& standing : group) {
      int ahead = 0;
      std::array<int, 2> interval{1, static_cast<int>(group.size())};
      for (const Standing& rival : group) {
        const double lead = rival.score - standing.score;
        if (lead > tie) ++ahead;
        if (!has_errors || std::abs(lead) <= tie) continue;
        if (std::abs(lead) <= difference_error(rival.entrant, standing.entrant)) continue;
        if (lead > 0)
          ++interval[0];
        else
          --interval[1];
      }
      standing.rank = ahead + 1;
      if (has_errors) standing.rank_interval = interval;
    }
    std::stable_sort(group.begin(), group.end(), [](const Standing& a, const Standing& b) { return a.rank < b.rank; });
    ranked.insert(ranked.end(), group.begin(), group.end());
  }
  return ranked;
}

}  // namespace detente
