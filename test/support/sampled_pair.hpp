// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../../tournaments/src/spirals/sampled_trials.hpp"

/// Sampled trials of the first two entrants of a design.
namespace sampled_pair {

using namespace detente;

inline Material material(const Design& design) {
  return {design.entrants[0].material, design.entrants[1].material};
}

inline Wanted only(bool Wanted::*trial) {
  Wanted wanted{.escape = false, .crisis = false, .impulse = false, .burst = false, .proximate = false};
  wanted.*trial = true;
  return wanted;
}

inline Trial trial_of(const Design& design) {
  return {.peace = design.peace, .ages = design.request.ages};
}

inline PairTrials sampled(const Design& design, const Trial& trial, const Wanted& wanted = {},
                          const Watch& watch = {}) {
  return sampled_trials(design, {design.entrants[0].side}, {design.entrants[1].side}, material(design), trial, wanted,
                        watch);
}

inline Design pair(const std::string& strategies, Request request) {
  request.strategies = strategies;
  return make_design(request, Registry::built_in());
}

}  // namespace sampled_pair
