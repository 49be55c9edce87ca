// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>

#include "glossary/terms.hpp"

namespace detente::cli {

std::span<const Term> evolution_terms() {
  static constexpr std::array terms{
      Term{.name = "population",
           .also = "populations,population size",
           .meaning = "N states, each with one strategy. A state meets the others, and copies those whose strategy "
                      "earns more.",
           .unit = "states"},
      Term{.name = "selection",
           .also = "selections,strength of selection",
           .meaning = "How much payoff matters when states copy each other: one point of payoff per round multiplies "
                      "the odds of being copied by e^selection. 0 is drift.",
           .unit = "1 per point of payoff"},
      Term{.name = "pairwise comparison",
           .also = "pairwise,process,Fermi process",
           .meaning = "One state of N compares itself with one of the N − 1 others, and takes over its strategy with a "
                      "chance that grows with the difference of their payoffs.",
           .formula = "1 / (1 + e^(−β · (other's payoff − own payoff)))",
           .source = "Traulsen, Nowak & Pacheco (2006)"},
      Term{.name = "Moran process",
           .also = "moran",
           .meaning = "A parent is drawn among all N states with weights by fitness, and one of the N states, the "
                      "parent included, takes its strategy.",
           .source = "Moran (1958); Nowak, Sasaki, Taylor & Fudenberg (2004)"},
      Term{.name = "Wright–Fisher process",
           .also = "wright-fisher",
           .meaning = "All N states are replaced at once, each by one with the strategy of a parent drawn with weights "
                      "by fitness.",
           .source = "Imhof & Nowak (2006)"},
      Term{.name = "fitness",
           .also = "background,population self",
           .meaning = "What decides how likely a state is to be copied: e^(selection · payoff) (exponential), or 1 − "
                      "selection + selection · payoff (linear). Payoffs are those of the game, before relative gains, "
                      "also of entrants with a motive."},
      Term{.name = "mutant",
           .also = "mutants,mutation,rare mutants",
           .meaning = "A state that takes up a strategy which it did not copy. Where mutants are rare, a population is "
                      "nearly always a world of one strategy.",
           .source = "Fudenberg & Imhof (2006)"},
      Term{.name = "resident", .meaning = "The strategy of a population that a mutant enters."},
      Term{.name = "behave alike",
           .also = "conducts,twins",
           .meaning =
               "Entrants behave alike, and are one strategy of the population, if their payoffs against all, and "
               "of all against them, differ by no more than 10⁻¹² of the range of payoffs."},
      Term{.name = "step",
           .also = "generation,generations",
           .meaning = "One state changes, or not. A generation is N steps.",
           .unit = "steps of one state"},
      Term{.name = "fixation probability",
           .also = "rho,ln_rho,fixation,takes over,chance of takeover",
           .meaning = "The chance that a single mutant's strategy is that of all states in the end. Small ones are "
                      "told by their logarithm, ln_rho; null is −∞.",
           .formula = "1 / (1 + Σ_k Π_{j≤k} T⁻_j / T⁺_j)",
           .unit = "probability; ln_rho: its natural logarithm",
           .source = "Nowak, Sasaki, Taylor & Fudenberg (2004)"},
      Term{.name = "chance × N",
           .also = "N·ρ,chance times N",
           .meaning =
               "The fixation probability of a single mutant times the number of states: 1 is drift, more means that "
               "selection favours it."},
      Term{.name = "ln rho error",
           .also = "ln_rho_error",
           .meaning =
               "Half the width of the 95 % interval of ln_rho that the errors of sampled payoffs allow, to first "
               "order; 0 where payoffs are exact."},
      Term{.name = "favoured",
           .also = "enters,entered_by",
           .meaning = "Selection favours a mutant whose fixation probability exceeds that of drift, 1 / N: it enters. "
                      "Where the interval of a sampled one holds 1 / N, the answer is open.",
           .source = "Nowak, Sasaki, Taylor & Fudenberg (2004)"},
      Term{.name = "entry loss",
           .also = "entry_loss",
           .meaning = "What a lone state of the strategy earns less per round among the hostile than they do.",
           .unit = "payoff per round"},
      Term{.name = "threshold share",
           .also = "threshold_share",
           .meaning = "The share of states above which a strategy earns more than the residents, in a population "
                      "without end: 0 if it earns more while rare, null if it never does.",
           .formula = "(d − b) / ((d − b) + (a − c)), with a, b, c, d: mutant with mutant, mutant with resident, "
                      "resident with mutant, resident with resident",
           .unit = "share of states"},
      Term{.name = "cluster",
           .meaning = "The share of meetings with its own kind at which a rare mutant earns what residents earn.",
           .formula = "(d − b) / (a − b)",
           .unit = "share of meetings",
           .source = "Axelrod & Hamilton (1981)"},
      Term{.name = "founders",
           .also = "founder",
           .meaning = "The fewest states that must begin together for an even chance to take over.",
           .unit = "states"},
      Term{.name = "toppling share",
           .also = "toppling_share,toppled above",
           .meaning = "The share of hostile states above which they earn more than the strategy in its own world: 0 if "
                      "one suffices, 1 if none do.",
           .unit = "share of states"},
      Term{.name = "steps if fixed",
           .also = "steps_if_fixed,ln_steps_if_fixed,generations to take over",
           .meaning = "Mean number of steps from a single mutant to its takeover, given that it takes over.",
           .unit = "steps; ln_…: natural logarithm",
           .source = "Antal & Scheuring (2006)"},
      Term{.name = "steps until absorbed",
           .also = "steps_until_absorbed,ln_steps_until_absorbed,longest_absorption,largest_mutation",
           .meaning = "Mean number of steps from a single mutant until it or the residents are gone. The limit of rare "
                      "mutants holds where mutations are rarer than a tenth of one per the longest of these times "
                      "(largest_mutation).",
           .unit = "steps; ln_…: natural logarithm",
           .source = "Antal & Scheuring (2006)"},
      Term{.name = "share of time",
           .also = "ln_share,share_low,share_high,share_interval,long run share,effective_strategies",
           .meaning = "In the long run, the share of time in which all states play a strategy (rare mutants), or the "
                      "mean share of states that do. It belongs to this field and its supply of mutants. The effective "
                      "number of strategies is 1 over the sum of its squares.",
           .unit = "share of time; ln_share: its natural logarithm",
           .source = "Fudenberg & Imhof (2006)"},
      Term{.name = "payoff at home",
           .also = "payoff_at_home,peace_at_home,peace at home",
           .meaning = "Payoff per round, and share of rounds at peace, where all states play the strategy. A world is "
                      "peaceful if the latter is above one half.",
           .unit = "payoff per round; share of rounds",
           .horizon = "the match"},
      Term{.name = "mutants to peace",
           .also = "to_peace,to_war,to_peace_without,mutants to war",
           .meaning = "How many mutants arise on average until a world of the hostile has become a peaceful one; to "
                      "war: from peaceful worlds, by their shares of time, until one that is not; without: in a field "
                      "without that strategy.",
           .unit = "mutants"},
      Term{.name = "way out",
           .also = "way_out",
           .meaning = "The likeliest sequence of worlds from the hostile one to the peaceful one that is found most "
                      "often.",
           .formula = "greatest product of the chances of moves, given that a world is left"},
      Term{.name = "small world",
           .also = "small_worlds,opens the door,keeps the house",
           .meaning =
               "A world of the hostile and the trusting (dove) alone, with one more strategy, or with two. Of two "
               "that together bring more peace than each alone, the one that enters the hostile more easily "
               "opens the door, the other keeps the house.",
           .unit = "share of rounds at peace in the long run"},
      Term{.name = "closed class",
           .also = "closed_classes",
           .meaning = "Worlds that favoured mutants lead to, and never out of."},
      Term{.name = "all alike",
           .also = "monomorphic,distance to rare,distance,chain",
           .meaning =
               "With a mutation rate: the share of time in which all states play one strategy. The distance to rare "
               "is half the sum of the differences of shares to those in the limit of rare mutants.",
           .unit = "share of time; share of states"},
      Term{.name = "structure",
           .also = "neighbours,death-birth,birth-death,update",
           .meaning =
               "A graph of who meets and copies whom. Death-birth: a state, each equally likely, takes the strategy of "
               "a neighbour, drawn by fitness. Birth-death: a state, drawn by fitness, is copied by a neighbour. "
               "Pairwise: a state compares itself with a neighbour. Best: each takes what the best paid of itself and "
               "its neighbours plays.",
           .source = "Ohtsuki, Hauert, Lieberman & Nowak (2006); Nowak & May (1992)"},
      Term{.name = "structure coefficient",
           .also = "sigma,sigma_needed,σ",
           .meaning =
               "The number σ of a structure: under weak selection a mutant is favoured over a resident (it replaces it "
               "more often than it is replaced) if σa + b > c + σd. sigma_needed is the σ from which on it is.",
           .formula = "σ > (c − b) / (a − d) for a > d",
           .source = "Tarnita, Ohtsuki, Antal, Fu & Nowak (2009)"},
      Term{.name = "critical ratio",
           .also = "critical_ratio,benefit to cost",
           .meaning = "The ratio of benefit to cost above which cooperation is favoured on a graph under death-birth "
                      "updating and weak selection.",
           .formula = "t₂ / (t₃ − t₁), with t_n the mean coalescence time of the ends of a random walk of n steps",
           .source = "Allen et al. (2017)"},
      Term{.name = "block",
           .also = "blocks,taken,spreads",
           .meaning =
               "Founders as a square of K times K states on a torus, or K states next to each other on another graph. "
               "It spreads if at the end it holds more than (K + 1)² places."},
      Term{.name = "rest point",
           .also = "rest_points,basin,basin_error,ESS,evolutionarily stable,nash",
           .meaning =
               "Shares that the replicator equation leaves as they are. Nash: nobody outside gains. Stable: small "
               "changes die out. ESS: evolutionarily stable. Basin: the share of uniform beginnings that come there.",
           .source = "Taylor & Jonker (1978); Zeeman (1980); Maynard Smith & Price (1973)"},
      Term{.name = "replicator",
           .also = "replicator equation",
           .meaning =
               "Shares in a population without end grow at the rate by which a strategy earns more than the mean.",
           .formula = "dx_i/dt = x_i ((Ax)_i − xAx) + U ((1 − x_i)/(n − 1) − x_i)",
           .source = "Taylor & Jonker (1978)"},
      Term{.name = "walk",
           .also = "adaptive walk,replacements",
           .meaning =
               "One resident strategy after another in the space of reactive or memory-one strategies: a uniformly "
               "drawn mutant takes the resident's place with its fixation probability.",
           .source = "Imhof & Nowak (2010); Hilbe, Nowak & Sigmund (2013)"},
      Term{.name = "partner",
           .also = "partners,rival,rivals",
           .meaning =
               "A partner is a memory-one strategy against which nobody earns more than by mutual cooperation, a rival "
               "one that never earns less than its opponent; both to within 0.1.",
           .source = "Hilbe, Traulsen & Sigmund (2015)"},
      Term{.name = "ecological",
           .also = "ecological process,trajectory",
           .meaning = "Shares grow in proportion to what they earn, generation by generation, without mutants.",
           .formula = "x_i ← x_i (background + (Ax)_i) / Σ_j x_j (background + (Ax)_j)",
           .source = "Axelrod (1980)"},
      Term{.name = "course of shares",
           .also = "time,dynamics,share",
           .meaning = "The share of states of each strategy at each time: generations of the ecological process, or "
                      "the time of the replicator equation, in which one point of payoff is a rate of growth of 1.",
           .unit = "share of states"},
      Term{.name = "revival",
           .also = "revivals,extinct",
           .meaning =
               "A strategy that fell below a share of 10⁻⁶ and rose above 1 % again, which no state that is gone "
               "could; with --extinct it is gone for good."},
  };
  return terms;
}

}  // namespace detente::cli
