// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>

#include "glossary/terms.hpp"

namespace detente::cli {

std::span<const Term> episode_terms() {
  static constexpr std::array terms{
      Term{.name = "peace level",
           .also = "peace_level",
           .meaning = "The highest level that still counts as peace: 0 on two levels, a quarter of the highest level "
                      "(rounded up) on more, unless the design says otherwise.",
           .unit = "level"},
      Term{.name = "peace",
           .meaning = "A round in which both states are at most at the peace level; on two levels CC. As a number: the "
                      "share of such rounds.",
           .unit = "share of rounds",
           .horizon = "the match"},
      Term{.name = "friction",
           .meaning = "A round in which exactly one state is at most at the peace level; on two levels CD or DC. As a "
                      "number: the share of such rounds.",
           .unit = "share of rounds",
           .horizon = "the match"},
      Term{.name = "conflict",
           .meaning =
               "A round in which neither state is at most at the peace level; on two levels DD. As a number: the "
               "share of such rounds.",
           .unit = "share of rounds",
           .horizon = "the match"},
      Term{.name = "joint",
           .also = "joint_CC,joint_CD,joint_DC,joint_DD",
           .meaning =
               "Shares of rounds by the levels of both states: joint[i][j] is the share in which row plays level i "
               "and column plays level j.",
           .unit = "share of rounds",
           .horizon = "the match"},
      Term{.name = "rupture",
           .also = "rupture_rate",
           .meaning =
               "The first round after peace that is not peace. The rupture rate is the expected number of ruptures "
               "per round of the match.",
           .unit = "per round",
           .horizon = "the match"},
      Term{.name = "episode",
           .also = "episode of hostility,episode_length,hostile_share",
           .meaning =
               "The rounds from a rupture until just before 2 consecutive rounds of peace (calm). The mean length "
               "counts only episodes that end within the match.",
           .formula = "episode_length = rounds in episodes / episodes that end",
           .unit = "rounds; hostile_share: share of rounds",
           .horizon = "the match"},
      Term{.name = "calm",
           .meaning =
               "The number of consecutive rounds of peace that end an episode: 2 unless the design says otherwise.",
           .unit = "rounds"},
      Term{.name = "spiral",
           .also = "spirals,spiral_share",
           .meaning =
               "An episode of hostility that lasts at least 4 rounds. spiral_share is the share of all rounds that "
               "lie in spirals.",
           .unit = "share of rounds",
           .horizon = "the match",
           .source = "the spiral model: Jervis (1976), chapter 3; the threshold is of this project"},
      Term{.name = "lock-in",
           .also = "lock_in,lock_in_share",
           .meaning = "An episode of hostility that lasts at least 50 rounds. lock_in_share is the share of all rounds "
                      "that lie in such episodes.",
           .unit = "share of rounds",
           .horizon = "the match"},
      Term{.name = "censored",
           .also = "left_truncated,right-censored,left-truncated",
           .meaning =
               "An episode is left-truncated if the match begins in hostility, and right-censored if it is not over "
               "when the match ends. Its rounds count, its length does not.",
           .source = "Kaplan & Meier (1958)"},
      Term{.name = "survival",
           .meaning =
               "The probability that an episode lasts at least k rounds, estimated from ended and unended episodes.",
           .formula = "product over ages j < k of (1 − episodes that end at age j / episodes that reach age j)",
           .unit = "probability",
           .horizon = "the match",
           .source = "Kaplan & Meier (1958)"},
      Term{.name = "depth",
           .meaning =
               "How hostile episodes are: the mean level of both states over the rounds of episodes, divided by the "
               "highest level.",
           .unit = "share",
           .horizon = "the match"},
      Term{.name = "kind",
           .also = "echo,feud,aggression",
           .meaning = "Three kinds of rounds of episodes. Echo: friction, alternating retaliation. Feud: conflict of "
                      "states neither of which is greedy. Aggression: at least one state is greedy.",
           .unit = "share of the rounds of episodes",
           .horizon = "the match"},
      Term{.name = "cost of episodes",
           .also = "cost_by_seat,cost_of_episodes,row_cost,column_cost",
           .meaning = "What episodes take from a state, compared with permanent peace.",
           .formula = "sum over rounds in episodes of (U(0, 0) − payoff) / number of rounds",
           .unit = "payoff per round",
           .horizon = "the match"},
      Term{.name = "reaction",
           .also = "row_reaction,column_reaction",
           .meaning = "How the opponent answers hostility. Positive: with hostility (a spiral regime). Negative: with "
                      "restraint (a deterrence regime).",
           .formula = "P(other hostile next | own hostile) − P(other hostile next | own restrained)",
           .unit = "−1 … 1",
           .horizon = "the match",
           .source = "a measure of this project for the two models of Jervis (1976)"},
  };
  return terms;
}

std::span<const Term> test_terms() {
  static constexpr std::array terms{
      Term{.name = "durable peace",
           .also = "durable,durable_peace",
           .meaning = "10 rounds of peace in a row (durable), completed within the horizon. durable_peace is the "
                      "probability of it.",
           .unit = "probability",
           .horizon = "100 rounds after the spiral or the crisis (horizon)"},
      Term{.name = "horizon",
           .meaning =
               "The rounds over which a number is taken. The option --horizon sets the number of rounds within which "
               "durable peace must be completed: 100 by default.",
           .unit = "rounds"},
      Term{.name = "error of a probability",
           .also = "durable_error,peace_error,recovery_error,±",
           .meaning =
               "The distance from a sampled probability to the farther end of its 95 % interval; 0 if exact. It is "
               "not a standard error.",
           .unit = "probability",
           .source = "Wilson (1927)"},
      Term{.name = "escape",
           .meaning = "The test of recovery from the spirals that a pair produces itself: the probability that durable "
                      "peace follows the first spiral of a match.",
           .formula = "P(10 rounds of peace in a row are completed within 100 rounds | a spiral has reached age 4)",
           .unit = "probability",
           .horizon = "100 rounds from the round after the spiral reached age 4"},
      Term{.name = "reached",
           .meaning = "The probability that a match ever has a spiral.",
           .unit = "probability",
           .horizon = "10,000 rounds"},
      Term{.name = "median rounds",
           .also = "median_rounds",
           .meaning = "The first round by which the probability of durable peace reaches 1/2.",
           .unit = "rounds",
           .horizon = "100 rounds (horizon)"},
      Term{.name = "sucker rounds",
           .also = "sucker_rounds",
           .meaning = "The expected number of rounds in which a state is at peace level and the opponent is hostile.",
           .unit = "rounds",
           .horizon = "total over 100 rounds (horizon)",
           .source = "the sucker's payoff S of the prisoner's dilemma"},
      Term{.name = "crisis",
           .also = "crisis_rounds,crisis_lift",
           .meaning = "The test of recovery from hostility that was forced: both states play the highest level for K "
                      "rounds, K = 5 … 14, and the result is the mean over K.",
           .unit = "probability",
           .horizon = "100 rounds after the crisis (horizon)"},
      Term{.name = "impulse",
           .meaning =
               "The test of one error: established peace, one tremble or misperception of one state, then no noise.",
           .source = "absorbing Markov chains: Kemeny & Snell (1960)"},
      Term{.name = "recovery",
           .also = "rounds_lost,conflict_rounds",
           .meaning = "The probability that peace returns permanently after one error. If it is 1, rounds_lost is the "
                      "expected number of rounds that are not peace.",
           .unit = "probability; rounds",
           .horizon = "endless, without further noise"},
      Term{.name = "half-life",
           .also = "half_life",
           .meaning = "After one error: the first round after which permanent peace has reached probability 1/2.",
           .unit = "rounds",
           .horizon = "endless, without further noise"},
      Term{.name = "escalation",
           .also = "peak,area,ratchet",
           .meaning =
               "How far one error raises the levels: the expected sum of both levels minus its value in peace. peak "
               "is the greatest rise, area the sum of all rises, ratchet the mean rise of the last 20 rounds divided "
               "by peak.",
           .unit = "levels",
           .horizon = "100 rounds (horizon)"},
      Term{.name = "burst",
           .meaning =
               "The test of a time of noise: 10 noisy rounds, then no noise. peace is the probability that peace "
               "returns permanently.",
           .unit = "probability",
           .horizon = "endless after the noise"},
      Term{.name = "recovery curve",
           .also = "recovery_curve",
           .meaning = "For each round after a crisis, the probability of a round of peace, as a mean over opponents.",
           .unit = "probability",
           .horizon = "each round up to the horizon"},
  };
  return terms;
}

}  // namespace detente::cli
