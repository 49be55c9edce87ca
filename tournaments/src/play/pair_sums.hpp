// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <detente/play/round_robin.hpp>

#include "play/episode_counts.hpp"
#include "play/intervals.hpp"
#include "play/moments.hpp"

namespace detente {

/// Residuals of the scores of matches of random length, by seat.
using SeatResiduals = std::array<Residuals, 2>;

/// What the sampled matches of one pair come to, all repetitions together.
struct PairSums {
  explicit PairSums(const Design& design);

  std::vector<std::uint64_t> joint;  ///< rounds: [stretch][row level][column level]
  EpisodeCounts episodes;
  TripleMoments moments;  ///< row total, column total, length, by repetition
  SeatResiduals residuals;
};

/// Scores, shares, episodes and intervals. `engine`: who played.
PairResult result_of(const Design& design, const Meeting& meeting, const std::string& engine, const PairSums& sums);

}  // namespace detente
