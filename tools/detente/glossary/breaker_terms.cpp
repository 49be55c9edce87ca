// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>

#include "glossary/terms.hpp"

namespace detente::cli {

std::span<const Term> breaker_terms() {
  static constexpr std::array terms{
      Term{.name = "lift",
           .also = "lift_worst,worst_opponent,lift_up_only,up-only,ahead,behind,opponents",
           .meaning = "How much more likely durable peace is after a spiral with this strategy in a seat than with the "
                      "baseline in that seat: the mean over distinct opponents that seek security. lift_worst is the "
                      "smallest term, lift_up_only the lift without errors towards restraint.",
           .formula = "mean over opponents O of [durable_peace(X, O) − durable_peace(baseline, O)]",
           .unit = "probability; in tables percentage points",
           .horizon = "100 rounds after the spiral (horizon)"},
      Term{.name = "lift error",
           .also = "lift_error,lift_interval,lift_low,lift_high",
           .meaning = "Half the width of the 95 % jackknife interval of lift over opponents; none with fewer than 6 "
                      "opponents. It is not a standard error.",
           .unit = "probability",
           .source = "jackknife: Tukey (1958)"},
      Term{.name = "loss to worst",
           .also = "loss_to_worst,victim_value,loss",
           .meaning =
               "What the worst aggressor takes from a strategy, compared with permanent peace. The worst is the one "
               "of the aggressors and the greedy best response that leaves it least.",
           .formula = "U(0, 0) − payoff against the worst aggressor",
           .unit = "payoff per round",
           .horizon = "the match"},
      Term{.name = "greedy best response",
           .also = "best response,responder_gain,best-response-to",
           .meaning =
               "The opponent that earns most against a strategy under greedy payoffs (T = 2R − P), if it knows the "
               "strategy. responder_gain is what it earns.",
           .unit = "payoff per round",
           .horizon = "the match",
           .source = "policy iteration: Howard (1960)"},
      Term{.name = "spoiler",
           .also = "spoiler_gain",
           .meaning =
               "The opponent that maximises the difference between its payoff and that of the strategy. spoiler_gain "
               "is this difference.",
           .unit = "payoff per round",
           .horizon = "the match"},
      Term{.name = "held to",
           .also = "held_to",
           .meaning = "The lowest payoff that any opponent can force on a strategy.",
           .unit = "payoff per round",
           .horizon = "the match"},
      Term{.name = "bound",
           .also = "omniscient",
           .meaning =
               "Whether an opponent can achieve a best response from what it sees (exact), or would have to know "
               "the memory of the strategy (omniscient), so that its value is an upper bound."},
      Term{.name = "break-even share",
           .also = "break_even,p*,advantage,advantage_seekers,advantage_aggressor",
           .meaning = "The largest share of aggressors in a population at which a strategy still earns more than the "
                      "baseline.",
           .formula = "p* = a / (a − b), a and b: its payoff minus that of the baseline against seekers, aggressors",
           .unit = "share",
           .horizon = "the match"},
      Term{.name = "false alarm",
           .also = "false_alarm",
           .meaning = "Hostility against states that seek security.",
           .formula = "1 − cooperation against seekers",
           .unit = "share",
           .horizon = "the match",
           .source = "signal detection: Green & Swets (1966)"},
      Term{.name = "false trust",
           .also = "false_trust",
           .meaning = "Cooperation with aggressors.",
           .unit = "share",
           .horizon = "the match"},
      Term{.name = "front of lift and loss",
           .also = "pareto,margin",
           .meaning =
               "A strategy is on the Pareto front if no other has both more lift and less loss, or more of one and "
               "the same of the other. margin is the smallest amount by which every rival has less lift or more "
               "loss."},
      Term{.name = "proximate",
           .also = "broke,chance,alone",
           .meaning =
               "Which state conceded at the end of an episode: row, column, both, or chance if the restraint was "
               "due to an error.",
           .unit = "share of ended episodes",
           .horizon = "the match"},
      Term{.name = "counterfactual",
           .also = "counterfactual_share",
           .meaning = "By how many rounds a mean episode would be longer with the baseline in the seat. Replacing a "
                      "strategy by itself gives exactly 0.",
           .unit = "rounds",
           .horizon = "the match"},
      Term{.name = "Shapley value",
           .also = "shapley,credit",
           .meaning =
               "The rounds that both strategies save, compared with the baseline in both seats, divided between the "
               "seats: the mean of what each adds first and second.",
           .unit = "rounds",
           .horizon = "the match",
           .source = "Shapley (1953)"},
  };
  return terms;
}

}  // namespace detente::cli
