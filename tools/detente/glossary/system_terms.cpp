// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>

#include "glossary/terms.hpp"

namespace detente::cli {

std::span<const Term> system_terms() {
  static constexpr std::array terms{
      Term{.name = "system",
           .also = "system of states",
           .meaning = "States on a graph whose edges are fronts, each a match of its own, and the couplings that join "
                      "these matches: ambiguity, pledges and war.",
           .source = "Snyder (1984), the adversary game and the alliance game"},
      Term{.name = "front between states",
           .also = "fronts,neighbour",
           .meaning =
               "Two states of a system that can reach each other. They play a match, with a fresh copy of its strategy "
               "in each seat; a front is live while neither of them is ruined."},
      Term{.name = "ambiguity",
           .meaning = "The probability that a state sees an act one level higher because its author was hostile to "
                      "some third state in the same round. It is drawn before misperception.",
           .unit = "probability per round"},
      Term{.name = "pledge",
           .also = "pledges,guarantee,stand by",
           .meaning =
               "A state stands by another: against each third state it is told the higher of the two levels that it "
               "and the other saw. A pledge changes what a state is told, not what it does.",
           .source = "Snyder (1984)"},
      Term{.name = "defend, back",
           .also = "defend,back,blank cheque,casus foederis",
           .meaning =
               "The two kinds of pledge. Defend: it counts only while the other is in good standing. Back: it counts "
               "whatever the other does (a blank cheque)."},
      Term{.name = "alliance",
           .also = "alliances,ally",
           .meaning = "Two states that stand by each other. The option of that name also lets each see the acts of the "
                      "other as they are; alignments call two states allies if both stand by each other.",
           .source = "Snyder (1984); Morrow (1991)"},
      Term{.name = "institution",
           .also = "institutions,verify,limit",
           .meaning =
               "A set of states in which each sees with a probability (verify) what another member does to it as it "
               "is. It may cost its members a payoff in each round, and limit the strength that they hold."},
      Term{.name = "alignment",
           .meaning = "What decides, in each round, whom a state stands by, whom it opposes and how strong it wants to "
                      "be. Like a strategy it is a value; at most one belongs to a state.",
           .source = "Walt (1987); Christensen & Snyder (1990)"},
      Term{.name = "stance",
           .also = "oppose",
           .meaning =
               "What an alignment says of another state: defend, back, oppose, or nothing, and then the pledge of the "
               "design holds. A state that opposes another means the highest level against it."},
      Term{.name = "standing",
           .also = "good standing,bad standing",
           .meaning = "A state is in bad standing if and only if, in the last round, it was hostile to some state that "
                      "was in good standing before. All begin in good standing; hostility to a state in bad standing "
                      "is no offence.",
           .source = "Sugden (1986); Ohtsuki & Iwasa (2004)"},
      Term{.name = "strength",
           .also = "means",
           .meaning =
               "Whole units of force of a state, from 1 to 255; at 0 it is ruined. Means are the most units that it "
               "can hold: strength moves towards what its alignment wants within them.",
           .unit = "units"},
      Term{.name = "war law",
           .also = "war pace,spoils,decisive",
           .meaning = "The probability that an attacked state loses one unit of strength in a round. The strength of "
                      "an attacker is divided equally among those whom it attacks (at the highest level).",
           .formula = "pace · (ωH)^m / ((ωH)^m + ((1 − ω)s)^m); H force upon it, s its strength, ω offence, m decisive",
           .unit = "probability per round",
           .source = "Tullock (1980); Hirshleifer (1989)"},
      Term{.name = "ruined",
           .also = "ruin,survivors",
           .meaning =
               "A state whose strength came to 0. It stays ruined; its fronts are at rest, it gets the least payoff "
               "of its games, and its neighbours get R on the fronts to it.",
           .unit = "probability; survivors: states",
           .horizon = "after the last round"},
      Term{.name = "deterrent",
           .meaning = "Units of strength that each attacker of a state loses in the round in which the state is "
                      "ruined. A second strike starts no other, and who is ruined by it takes no spoils.",
           .unit = "units"},
      Term{.name = "quiet",
           .meaning = "A round in which every live front is at peace. As a number: the share of such "
                      "rounds.",
           .unit = "share of rounds",
           .horizon = "the match"},
      Term{.name = "war",
           .meaning = "A round in which at least one front is in conflict. As a number: the share of such rounds; as "
                      "an option (--war): that attacks can cost strength, by the war law.",
           .unit = "share of rounds",
           .horizon = "the match"},
      Term{.name = "general war",
           .also = "general_war,general_war_ever",
           .meaning =
               "A round in which more than half of the living states are in conflict on some front. general_war is "
               "the share of such rounds; general_war_ever the probability of at least one.",
           .unit = "share of rounds; probability",
           .horizon = "the match"},
      Term{.name = "breadth",
           .meaning = "The number of states in the largest connected set of fronts in conflict, mean over the rounds "
                      "in which some front is in conflict (war).",
           .unit = "states",
           .horizon = "the match"},
      Term{.name = "ever in conflict",
           .also = "entry,entry_round",
           .meaning = "The probability that a state is in conflict on some front in at least one round. entry_round is "
                      "the mean first such round, over the repetitions that have one.",
           .unit = "probability; round",
           .horizon = "the match"},
      Term{.name = "invoked",
           .also = "plea,pleas",
           .meaning = "A pledge is invoked on a front if some state that the holder stands by saw the other side "
                      "hostile, while the pledge counts. The number of such rounds, summed over fronts.",
           .unit = "rounds of fronts per repetition",
           .horizon = "the match, without its last round"},
      Term{.name = "honoured",
           .also = "pleas honoured",
           .meaning =
               "Invoked pledges after which the holder plays the highest level against the other side in the next "
               "round. One minus their share of those invoked is abandonment.",
           .unit = "rounds of fronts per repetition; in tables per cent of those invoked",
           .horizon = "the match",
           .source = "Snyder (1984)"},
      Term{.name = "entrapped",
           .also = "of these entrapped",
           .meaning = "Honoured pledges before which the holder itself had seen the other side at peace: it fights "
                      "for another state's quarrel alone.",
           .unit = "rounds of fronts per repetition; in tables per cent of those honoured",
           .horizon = "the match",
           .source = "Snyder (1984)"},
      Term{.name = "concentration",
           .also = "hhi,con,top,powers,hhi_end,con_end,top_end,powers_end",
           .meaning = "How unequally strength is divided, the mean over rounds of the sum of squared shares (hhi) and "
                      "of the largest share (top). con is 0 if all are equal and 1 if one state holds all; powers is "
                      "the number of equal states that would divide strength alike.",
           .formula = "con = √((hhi − 1/n) / (1 − 1/n)), n: states of the design; powers = 1 / hhi",
           .unit = "1/n … 1; con: 0 … 1; powers: states",
           .horizon = "the match; with _end: after the last round",
           .source = "Herfindahl & Hirschman; Singer, Bremer & Stuckey (1972)"},
      Term{.name = "due to",
           .also = "due_to,coupling",
           .meaning =
               "What a coupling of a system (pledges, ambiguity, war) changes: the system as it is less the same "
               "one without it, on equal draws. Without pledges nobody stands by anybody.",
           .unit = "percentage points; survivors: states",
           .horizon = "the match"},
      Term{.name = "contagion",
           .also = "silent,silent contagion,left",
           .meaning = "After one misreading from peace everywhere, without other noise: the expected number of other "
                      "fronts that leave peace (silent), the probability that each does (left), and the rounds in "
                      "which not all are at peace (rounds_lost).",
           .unit = "fronts; probability; rounds",
           .horizon = "20 rounds (horizon)"},
      Term{.name = "sides",
           .also = "side,polarisation,across,within,two sides,blocs",
           .meaning = "The division of the states into two sides that hostility suggests: the sum of 1 − 2h over the "
                      "fronts between the sides is least, h being the share of hostile rounds of a front. Polarisation "
                      "is the mean h between the sides (across) less that within them (within).",
           .unit = "shares of rounds",
           .horizon = "the match",
           .source = "Axelrod & Bennett (1993)"},
      Term{.name = "balanced",
           .also = "triads,balanced triads",
           .meaning = "A triad is three states with a front between any two of them. It is balanced if none or two of "
                      "its fronts are hostile in over half of their rounds.",
           .unit = "share of triads",
           .horizon = "the match",
           .source = "Cartwright & Harary (1956)"},
      Term{.name = "essential",
           .also = "essential_end,essential states",
           .meaning = "A state that is in some coalition that holds over half of all strength, and would not without "
                      "any one of its members.",
           .unit = "share of rounds; essential_end: probability",
           .horizon = "the match; essential_end: after the last round",
           .source = "Niou, Ordeshook & Rose (1989)"},
  };
  return terms;
}

}  // namespace detente::cli
