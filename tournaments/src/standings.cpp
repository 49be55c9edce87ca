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

Standing shares(std::size_t entrant, const EntrantTotals& totals, int levels) {
  Standing standing{};
  standing.entrant = entrant;
  const int quiet = peace_level(levels);
  std::uint64_t rounds = 0;
  std::uint64_t hostility = 0;
  std::array<std::uint64_t, 3> restless{};  // peace, friction, conflict: how many of the two are above the peace level
  for (int own = 0; own < levels; ++own)
    for (int other = 0; other < levels; ++other) {
      const std::uint64_t count = totals.joint[static_cast<std::size_t>(own * levels + other)];
      rounds += count;
      hostility += count * static_cast<std::uint64_t>(own);
      restless[static_cast<std::size_t>((own > quiet ? 1 : 0) + (other > quiet ? 1 : 0))] += count;
    }
  const auto all = static_cast<double>(rounds);
  standing.cooperation = 1 - static_cast<double>(hostility) / all / (levels - 1);
  standing.peace = static_cast<double>(restless[0]) / all;
  standing.friction = static_cast<double>(restless[1]) / all;
  standing.conflict = static_cast<double>(restless[2]) / all;
  return standing;
}

}  // namespace

int peace_level(int levels) {
  return levels == 2 ? 0 : (levels - 1 + 3) / 4;
}

std::vector<Standing> standings(const Design& design, const std::vector<EntrantTotals>& totals,
                                const Moments& moments) {
  const std::size_t length = design.entrants.size();
  const bool has_errors = moments.count() > 1;
  const double mean_length = moments.mean(length);
  std::vector<Standing> all;
  std::vector<std::string> motives;
  for (std::size_t i = 0; i < design.entrants.size(); ++i) {
    if (totals[i].opponents == 0) continue;
    Standing standing = shares(i, totals[i], design.rules.levels);
    standing.score = moments.mean(i) / mean_length;
    if (has_errors)
      standing.score_error = half_width(variance(moments, i, length, standing.score), moments.count()) / mean_length;
    all.push_back(standing);
    const std::string& motive = design.entrants[i].motive;
    if (std::find(motives.begin(), motives.end(), motive) == motives.end()) motives.push_back(motive);
  }

  std::vector<Standing> ranked;
  for (const std::string& motive : motives) {
    std::vector<Standing> group;
    for (const Standing& standing : all)
      if (design.entrants[standing.entrant].motive == motive) group.push_back(standing);
    const double tie = 1e-9 * range(design.entrants[group.front().entrant].side.payoffs);
    for (Standing& standing : group) {
      int ahead = 0;
      std::array<int, 2> interval{1, static_cast<int>(group.size())};
      for (const Standing& rival : group) {
        const double lead = rival.score - standing.score;
        if (lead > tie) ++ahead;
        if (!has_errors || std::abs(lead) <= tie) continue;
        const double spread = difference_variance(moments, rival.entrant, standing.entrant, length, lead);
        if (std::abs(lead) <= half_width(spread, moments.count()) / mean_length) continue;
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
