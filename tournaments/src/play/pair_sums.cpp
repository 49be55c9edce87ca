// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/pair_sums.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "play/certainty.hpp"
#include "play/counts.hpp"

namespace detente {
namespace {

std::vector<double> shares(const std::vector<std::uint64_t>& counts) {
  const auto rounds = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
  std::vector<double> shares;
  for (const std::uint64_t count : counts) shares.push_back(static_cast<double>(count) / rounds);
  return shares;
}

void add_errors(const Design& design, const PairSums& sums, PairResult& result) {
  const TripleMoments& moments = sums.moments;
  const double length = moments.mean(2);
  for (const std::size_t seat : {0U, 1U}) {
    RatioSample sample{.count = moments.count(),
                       .total = moments.mean(seat),
                       .length = length,
                       .variance = moments.covariance(seat, seat),
                       .covariance = moments.covariance(seat, 2),
                       .lengths = moments.covariance(2, 2),
                       .has_random_length = design.rules.continuation.has_value()};
    const double variance = sample.residual_variance(sample.ratio());
    if (sample.has_random_length)
      sample.skewness = sums.residuals[seat].skewness(sample.ratio(), sample.count, variance);
    const Side& side = design.entrants[seat == 0 ? result.row : result.column].side;
    result.score_sd[seat] = std::sqrt(std::max(variance, 0.0)) / length;
    result.score_error[seat] = ratio_error(sample, bounds(side, design.rules));
    if (has_equal_ratios(sample, bounds(side, design.rules)) && is_certain(design, {result.row, result.column}))
      result.score_error[seat] = 0;
  }
  const auto [a, b] = result.score;
  result.score_covariance = (moments.covariance(0, 1) - b * moments.covariance(0, 2) - a * moments.covariance(1, 2) +
                             a * b * moments.covariance(2, 2)) /
                            (length * length);
}

}  // namespace

PairSums::PairSums(const Design& design)
    : joint((design.rules.turns.size() + 1) * static_cast<std::size_t>(design.rules.levels * design.rules.levels)),
      episodes(design.rules.levels, design.request.ages) {}

PairResult result_of(const Design& design, const Meeting& meeting, const std::string& engine, const PairSums& sums) {
  PairResult result{.row = meeting.row,
                    .column = meeting.column,
                    .engine = engine,
                    .repetitions = design.request.repetitions,
                    .score = {},
                    .score_error = {},
                    .score_sd = {},
                    .score_covariance = {},
                    .cooperation = {1, 1},
                    .joint = {},
                    .stretches = {},
                    .episodes = {},
                    .joint_memories = {},
                    .hindrance = {},
                    .check = {}};
  const auto levels = static_cast<std::size_t>(design.rules.levels);
  const std::size_t cells = levels * levels;
  std::vector<std::uint64_t> joint(cells);
  for (std::size_t i = 0; i < sums.joint.size(); ++i) joint[i % cells] += sums.joint[i];
  const Material material{design.entrants[result.row].material, design.entrants[result.column].material};
  result.episodes = episodes_of(sums.episodes, joint.data(), levels, material, design.peace, design.request.ages);
  result.joint = shares(joint);
  if (sums.joint.size() > cells)
    for (auto of = sums.joint.begin(); of != sums.joint.end(); of += static_cast<std::ptrdiff_t>(cells))
      result.stretches.push_back(shares({of, of + static_cast<std::ptrdiff_t>(cells)}));
  std::array<double, 2> hostility{};
  for (std::size_t i = 0; i < levels; ++i)
    for (std::size_t j = 0; j < levels; ++j) {
      const auto count = static_cast<double>(joint[i * levels + j]);
      hostility[0] += count * static_cast<double>(i);
      hostility[1] += count * static_cast<double>(j);
    }
  const auto rounds = static_cast<double>(std::accumulate(joint.begin(), joint.end(), std::uint64_t{0}));
  const double length = sums.moments.mean(2);
  for (std::size_t seat = 0; seat < 2; ++seat) {
    result.cooperation[seat] = 1 - hostility[seat] / rounds / static_cast<double>(levels - 1);
    result.score[seat] = sums.moments.mean(seat) / length;
  }
  if (sums.moments.count() >= 2) add_errors(design, sums, result);
  return result;
}

}  // namespace detente
