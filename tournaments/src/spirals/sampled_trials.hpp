// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/design/design.hpp>
#include <detente/play/round_robin.hpp>
#include <detente/spirals/recovery.hpp>

namespace detente {

/// All trials of a pair, by sampling as many repetitions as the design asks for. In silence 200 rounds stand for ever:
/// peace is established, and an impulse or a burst overcome, where the last 50 of 200 (of 300 afterwards) are peace.
/// Only rules, repetitions and names of the design count. A seat's automaton, where there is one, must be derived for
/// what is `possible`. Where strategies are told the length of a match, escapes lie within it. Throws `StrategyFailure`
/// and `Stopped`. `known_to`: no more repetitions are played for the escape, in blocks in their order, once its chance
/// of durable peace is known that well, as half of its 95% interval; 0 plays all.
PairTrials sampled_trials(const Design& design, const Seated& row, const Seated& column, const Material& material,
                          const Trial& trial, const Wanted& wanted, const Watch& watch, double known_to = 0);

}  // namespace detente
