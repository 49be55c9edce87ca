// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <filesystem>
#include <sstream>
#include <string>

#include <detente/play/round_robin.hpp>
#include <detente/text/text.hpp>

/// Everything that results hold, to the last bit.
namespace played_bits {

inline std::string of(double value) {
  return detente::shortest(value) + " ";
}

inline std::string of(const std::optional<double>& value) {
  return value ? of(*value) : "- ";
}

template <class Values>
std::string all(const Values& values) {
  std::string text = "[";
  for (const auto& value : values) text += of(value);
  return text + "] ";
}

inline std::string bits(const detente::Design& design, const detente::PairResult& pair) {
  using detente::told_ages;
  std::ostringstream text;
  text << pair.row << "," << pair.column << " " << pair.engine << " " << pair.repetitions << " " << all(pair.score)
       << all(pair.score_error) << all(pair.score_sd) << of(pair.score_covariance) << all(pair.cooperation)
       << all(pair.joint);
  for (const auto& stretch : pair.stretches) text << all(stretch);
  if (pair.episodes) {
    const detente::Episodes& found = *pair.episodes;
    text << of(found.rupture_rate) << of(found.left_truncated) << of(found.length) << of(found.hostile_share)
         << of(found.spiral_share) << of(found.lock_in_share) << all(found.cost) << of(found.depth)
         << of(found.conflict) << all(found.reaction);
    for (const int age : told_ages(design.request.ages)) {
      const auto at = static_cast<std::size_t>(age) - 1;
      text << (at < found.survival.size() ? of(found.survival[at]) : "- ");
    }
  }
  if (pair.joint_memories) text << *pair.joint_memories;
  text << " " << pair.hindrance.value_or("-");
  if (pair.check) text << all(pair.check->score) << of(pair.check->standard_errors) << of(pair.check->bound);
  return text.str() + "\n";
}

inline std::string bits(const detente::Played& played) {
  std::ostringstream text;
  for (const detente::Standing& standing : played.results.standings) {
    text << standing.entrant << " " << standing.rank << " ";
    if (standing.rank_interval) text << (*standing.rank_interval)[0] << "-" << (*standing.rank_interval)[1] << " ";
    text << of(standing.score) << of(standing.score_error) << of(standing.cooperation) << of(standing.peace)
         << of(standing.friction) << of(standing.conflict) << "\n";
  }
  for (const auto& [engine, count] : played.results.pairs_of) text << engine << " " << count << "\n";
  for (const detente::PairResult& pair : played.results.pairs) text << bits(played.design, pair);
  for (const detente::Forfeit& forfeit : played.design.forfeits) text << forfeit.strategy << " " << forfeit.why << "\n";
  return text.str();
}

}  // namespace played_bits
