// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>

#include "glossary/terms.hpp"

namespace detente::cli {

std::span<const Term> answer_terms() {
  static constexpr std::array terms{
      Term{.name = "baseline",
           .meaning = "The strategy that a strategy is compared with in the same seat, against the same opponents and "
                      "under the same noise: tit-for-tat unless the design says otherwise."},
      Term{.name = "seeker",
           .also = "seekers,role",
           .meaning =
               "An entrant whose payoffs make it prefer peace to exploitation. Motive (payoffs) decides who is one, "
               "not conduct: hawk under the payoffs of the security dilemma is a seeker."},
      Term{.name = "aggressor",
           .also = "aggressors,worst_aggressor",
           .meaning = "A state that gains from hostility against restraint: greedy entrants, hawk@greedy and "
                      "opportunist@greedy, or those that the design names.",
           .source = "Glaser (1997): greedy states"},
      Term{.name = "conduct",
           .also = "always restrained,always hostile",
           .meaning = "Two strategies never react to what they see: always restrained and always hostile. They are "
                      "labelled as the two trivial ends."},
      Term{.name = "ends",
           .also = "ends spirals,ends_error",
           .meaning =
               "How often a strategy ends spirals: the probability that the first spiral of a match is followed by "
               "durable peace, as a mean over the breakable opponents with whom spirals occur, both with the "
               "strategy and with the baseline in its seat. ends_error is half the width of the 95 % interval "
               "that sampling leaves, 0 if exact.",
           .formula = "mean over opponents O of e(X, O)",
           .unit = "probability; in tables per cent",
           .horizon = "100 rounds after the spiral (horizon)"},
      Term{.name = "baseline ends",
           .also = "ends_baseline,tit-for-tat does",
           .meaning = "How often the baseline ends spirals in the same seat, over the same opponents.",
           .formula = "mean over the same opponents O of e(baseline, O)",
           .unit = "probability; in tables per cent",
           .horizon = "100 rounds after the spiral (horizon)"},
      Term{.name = "gain",
           .also = "gain_error",
           .meaning =
               "How many more spirals a strategy ends than the baseline in the same seat. gain_error is half the "
               "width of the 95 % interval that sampling leaves, 0 if exact.",
           .formula = "ends − baseline ends",
           .unit = "probability; in sentences percentage points",
           .horizon = "100 rounds after the spiral (horizon)"},
      Term{.name = "breakable",
           .also = "hopeless,without_spirals,nobody brings back",
           .meaning =
               "An opponent is breakable if some strategy of the field ends at least 1 % of the spirals with it. "
               "Opponents whose spirals nobody ends are hopeless: they are named and count in no mean.",
           .formula = "r(X, O) ≥ 0.001 and e(X, O) ≥ 0.01 for some entrant X"},
      Term{.name = "better, worse",
           .also = "better,worse,compared,better/worse",
           .meaning = "Numbers of opponents with whom a strategy ends at least one percentage point more, or fewer, "
                      "spirals than the baseline; differences within the sampling error count as none. compared is the "
                      "number of opponents in the means.",
           .unit = "opponents",
           .horizon = "100 rounds after the spiral (horizon)"},
      Term{.name = "least",
           .also = "least_with,with",
           .meaning = "The smallest probability that a strategy ends a spiral, and the opponent with whom it is.",
           .formula = "min over opponents O of e(X, O)",
           .unit = "probability; in tables per cent",
           .horizon = "100 rounds after the spiral (horizon)"},
      Term{.name = "in spirals",
           .also = "in_spirals,in_spirals_baseline",
           .meaning = "Share of the rounds of a strategy's matches with all seekers that lie in spirals: it measures "
                      "prevention and ending in one number.",
           .formula = "mean over seekers O of spiral_share(X, O)",
           .unit = "share of rounds",
           .horizon = "the match"},
      Term{.name = "keeps",
           .meaning =
               "What a strategy earns against its worst aggressor: the one of the aggressors and the greedy best "
               "response that leaves it least.",
           .formula = "min over aggressors A of the payoff of X against A",
           .unit = "payoff per round",
           .horizon = "the match: backward induction for a number of rounds, discounted or mean policy iteration else",
           .source = "Bellman (1957), Howard (1960)"},
      Term{.name = "cost",
           .also = "cost_is_exact,~",
           .meaning = "What a strategy pays for not being hostile from the start, as a share of what peace is worth.",
           .formula = "(what always arming keeps − what the strategy keeps) / (R − P)",
           .unit = "share; in tables per cent",
           .horizon = "the match"},
      Term{.name = "pays up to",
           .also = "pays_up_to",
           .meaning = "The largest share of aggressors in the world at which a strategy earns more than the baseline.",
           .formula = "a / (a − b), a and b: its payoff minus that of the baseline against seekers, worst aggressor",
           .unit = "share; in tables per cent",
           .horizon = "the match"},
      Term{.name = "class",
           .also = "mixed,like tit-for-tat,does worse,restrained,trivial",
           .meaning =
               "Ends spirals: gain of at least 1 point, worse with nobody, and not longer in spirals than the "
               "baseline. Mixed: gain of at least 1 point otherwise. Like the baseline: less than 1 point either "
               "way. Does worse: the rest. Always restrained and always hostile are the trivial ends."},
      Term{.name = "front",
           .also = "Pareto front,*",
           .meaning =
               "Strategies that answer what they see and for which no other has both more ends and less cost, or "
               "more of one and the same of the other. A star marks them."},
      Term{.name = "library",
           .also = "with others,worst_tenth",
           .meaning =
               "The answer over every breakable strategy of the library that is exact with all of the field, each "
               "conduct once (--opponents library). worst_tenth is the mean over the tenth of them with whom the "
               "strategy ends least.",
           .unit = "probability; in tables per cent",
           .horizon = "100 rounds after the spiral (horizon)"},
      Term{.name = "robust",
           .also = "robust_of,robustness,noise of a world",
           .meaning =
               "In how many of the worlds around the design a strategy keeps its class, of those in which it has "
               "one: offence 0.25, 0.5 and 1 with errors both ways, towards hostility and towards restraint; half "
               "and twice the noise; endless matches. Of populations (yes, no, open): whether no mutant of the field "
               "is favoured in a world of the strategy (Stewart & Plotkin 2013).",
           .unit = "worlds"},
  };
  return terms;
}

}  // namespace detente::cli
