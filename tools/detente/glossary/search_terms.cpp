// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>

#include "glossary/terms.hpp"

namespace detente::cli {

std::span<const Term> search_terms() {
  static constexpr std::array terms{
      Term{.name = "automaton",
           .also = "automata,Moore machine,automaton state",
           .meaning =
               "A strategy as a finite automaton (Moore machine). In its text _ separates states, numbered from 0, the "
               "first is the start. A state is what it plays, then the states that follow: one (whatever happens), two "
               "(by the move seen: C, D) or four (by the moves done and seen: CC, CD, DC, DD). C/0/1_D/0/1 is "
               "tit-for-tat. It plays in every command as automaton:TEXT.",
           .source = "Moore (1956); Rubinstein (1986)"},
      Term{.name = "look-up table",
           .also = "lookup,grid",
           .meaning =
               "A strategy as a table: a move, or a chance of C, for each history of the last one, two or three "
               "rounds, as in lookup:table=CDCD,first=C. The order is CC, CD, DC, DD, own move first. With grid N the "
               "chances are multiples of 1/N.",
           .source = "Press & Dyson (2012)"},
      Term{.name = "states",
           .also = "number of states",
           .meaning = "The number of states of the minimal automaton of a strategy. States in the sense of players are "
                      "something else.",
           .unit = "automaton states"},
      Term{.name = "minimal",
           .also = "minimised,minimisation",
           .meaning = "An automaton is minimal if no automaton with fewer states has the same conduct. As a key of a "
                      "search: the number of members looked at that are minimal.",
           .unit = "automata",
           .source = "Moore (1956)"},
      Term{.name = "canonical",
           .also = "canonical automaton,canonical automata",
           .meaning =
               "An automaton is canonical if all its states can be reached and are numbered in the order in which "
               "they are reached, breadth first. Of automata that differ only in the numbers of states, one is "
               "canonical. As a key of a search: the number of members of the space.",
           .formula = "1, 2, 3, 4, 5 states, two successors each: 2, 48, 1,728, 83,968, 5,141,600",
           .unit = "automata",
           .source = "Almeida, Moreira & Reis (2007)"},
      Term{.name = "number",
           .meaning =
               "The number of a strategy among the canonical automata of as many states, from 0: in lexical order of "
               "their successors, then of their moves. None if the strategy has chances or depends on its own move."},
      Term{.name = "space",
           .also = "sees_own",
           .meaning = "The strategies that a search looks through: automata of at most so many states, or tables that "
                      "remember one or two rounds. sees_own says whether automata depend on their own move, because it "
                      "can differ from what was meant."},
      Term{.name = "objective",
           .meaning = "The columns in which a search compares strategies: ends, cost, in-spirals, least, keeps, score, "
                      "peace, best-response. Less is better for cost, in-spirals and best-response, more for others."},
      Term{.name = "surpassed",
           .also = "surpasses,dominated",
           .meaning = "One strategy surpasses another if it is better in one column of the objective and worse in "
                      "none. The front of a search contains the strategies of the space that no other surpasses.",
           .source = "Pareto (1906)"},
      Term{.name = "evaluated",
           .also = "tried",
           .meaning = "The number of members of a space that a search judged. In a search that draws them at random, "
                      "the same strategy may count repeatedly.",
           .unit = "strategies"},
      Term{.name = "method",
           .also = "exhaustive,evolve,gradient,simulated annealing",
           .meaning =
               "How a search goes through a space. Exhaustive: each member. Evolve: simulated annealing, that is, "
               "random "
               "changes, of which worse ones are kept too, but less and less often. Gradient: steps uphill in the "
               "chances of a table that remembers one round.",
           .source = "Kirkpatrick, Gelatt & Vecchi (1983)"},
      Term{.name = "restarts",
           .also = "beginnings,steps",
           .meaning = "The number of random strategies from which a search begins (methods evolve and gradient). Each "
                      "has weights of its own for the columns of the objective. steps is the number of changes that "
                      "are tried from each.",
           .unit = "restarts; steps"},
      Term{.name = "world",
           .also = "worlds,over_worlds",
           .meaning = "A design in which strategies are judged: game, noise, length and the other options. Over "
                      "several worlds a search takes the worst value of each column, or the mean (over_worlds)."},
      Term{.name = "like",
           .also = "like_share,novel",
           .meaning =
               "Of a strategy that was found: the strategy of the library or of the field that plays most like it. "
               "like_share is the share of rounds in its seat in which both would do the same, against the opponents "
               "of the field with at most 16 states; of chances, 1 − their difference. As a class: like the baseline.",
           .formula = "mean over opponents and rounds of 1 − |chance of C of one − chance of C of the other|",
           .unit = "share of rounds; in tables per cent",
           .horizon = "the first 50 rounds of a match"},
      Term{.name = "complete",
           .also = "checkpoint",
           .meaning = "Whether a search came to its end. A search that was stopped goes on from its checkpoint, with "
                      "the same result as one that was not stopped."},
  };
  return terms;
}

}  // namespace detente::cli
