// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>

#include "glossary/terms.hpp"

namespace detente::cli {

std::span<const Term> world_terms() {
  static constexpr std::array terms{
      Term{.name = "state",
           .also = "player",
           .meaning = "A player: it follows one strategy in one seat of a match. An automaton state is something else: "
                      "a state of the finite automaton of a strategy."},
      Term{.name = "seat",
           .also = "row,column",
           .meaning = "The place of a player in a match: row or column. A pair of values [a, b] is [row, column]."},
      Term{.name = "strategy",
           .meaning = "A rule that chooses the next action from what a state has done and seen. Its memory is a value "
                      "of finite size, from which the engine derives the automaton."},
      Term{.name = "level",
           .meaning = "The degree of hostility of an action, from 0 (full restraint) to L − 1 (full hostility). On two "
                      "levels C is restraint (cooperation) and D is hostility (defection).",
           .unit = "level"},
      Term{.name = "meant, done, seen",
           .also = "meant,done,seen,theirs",
           .meaning =
               "The level that a strategy chose, the level that it played after a tremble, and the level that "
               "the opponent perceived after a misperception. Payoffs and all definitions of peace use the level "
               "done.",
           .unit = "level"},
      Term{.name = "round", .meaning = "One simultaneous choice of both states."},
      Term{.name = "match",
           .meaning = "A sequence of rounds between two states: 200 rounds unless the design says otherwise."},
      Term{.name = "payoff",
           .also = "payoffs,U",
           .meaning = "The value of one round for a state. U(i, j) is the payoff of own level i against level j; with "
                      "two levels R = U(C, C), S = U(C, D), T = U(D, C), P = U(D, D).",
           .unit = "payoff of the game"},
      Term{.name = "security dilemma",
           .also = "security-dilemma,offence",
           .meaning =
               "The default game. States prefer mutual restraint to every other outcome unless offence is strong; "
               "the stronger offence is, the more hostility gains against restraint and the more restraint loses "
               "against hostility.",
           .formula = "T = 2 + 3·offence + greed, R = 3, P = 1, S = 1 − offence",
           .unit = "payoff of the game",
           .source = "Jervis (1978)"},
      Term{.name = "motive",
           .also = "greedy,security-seeker",
           .meaning = "Payoffs of one state that replace the payoffs of the game. A security seeker gains less from "
                      "exploitation than from peace; a greedy state gains more.",
           .formula = "security-seeker: T = (R + P) / 2; greedy: T = 2R − P",
           .source = "Glaser (1997)"},
      Term{.name = "noise",
           .also = "error",
           .meaning =
               "Random errors: trembles, misperceptions and wrong signals. Each has a rate towards hostility (up) "
               "and a rate towards restraint (down).",
           .unit = "probability per round"},
      Term{.name = "tremble",
           .meaning =
               "An error of action: the level done differs by one from the level meant. Both states know the level "
               "done.",
           .formula = "up: one level more hostile; down: one level less hostile",
           .unit = "probability per round",
           .source = "Selten (1975)"},
      Term{.name = "misperception",
           .also = "misperception_up,misperception_down",
           .meaning =
               "An error of perception: a state sees the level of its opponent one higher (up) or one lower (down) "
               "than it was. Only the observer is affected, and it does not know.",
           .unit = "probability per round",
           .source = "Jervis (1976)"},
      Term{.name = "monitoring",
           .also = "private,public",
           .meaning = "Who learns what about an action. Private: each state knows its own action and sees that of the "
                      "opponent with errors. Public: both learn the same signal, which may be wrong.",
           .source = "Mailath & Samuelson (2006)"},
      Term{.name = "signal",
           .also = "reassure,threaten,signal_noise",
           .meaning = "A message before the action: a promise of restraint (reassure), a red line (threaten), or none. "
                      "With probability signal noise it arrives as one of the other kinds."},
      Term{.name = "weather",
           .meaning =
               "All random draws of one repetition. Every pair of a tournament meets the same weather in the same "
               "repetition, so that differences between strategies are not differences of luck (common random "
               "numbers)."},
      Term{.name = "lens",
           .meaning = "The translation that lets a strategy for two levels play a game with more: its D is the highest "
                      "level, and it sees a level as D from half of the highest upward."},
  };
  return terms;
}

std::span<const Term> play_terms() {
  static constexpr std::array terms{
      Term{.name = "design",
           .meaning = "Everything that determines a result: entrants, game, noise, length, engine and random seed. The "
                      "same design gives identical output with any number of threads."},
      Term{.name = "entrant",
           .also = "canonical name",
           .meaning = "A strategy with its parameters, motive and number, as it takes part in a tournament."},
      Term{.name = "round robin",
           .also = "tournament",
           .meaning = "A tournament in which each entrant meets each other entrant once, and its own copy unless "
                      "self-play is off."},
      Term{.name = "exact",
           .also = "exact pair",
           .meaning =
               "A pair is exact if both automata are known and have at most 4096 joint memories: its results are "
               "computed as a Markov chain and have no sampling error."},
      Term{.name = "sampled",
           .also = "sampled pair,repetitions,repetition",
           .meaning =
               "A pair is sampled if it cannot be computed exactly: it plays a number of repetitions, each with its "
               "own weather. Its results have a sampling error.",
           .unit = "matches"},
      Term{.name = "joint memory",
           .also = "joint memories,joint_memories",
           .meaning =
               "The memories of both strategies of a pair at one time: one point of the Markov chain of the pair.",
           .unit = "number"},
      Term{.name = "score",
           .also = "row_score,column_score",
           .meaning = "Mean payoff per round. The score of an entrant is the mean over its opponents; scores under "
                      "different motives are not comparable.",
           .formula = "E[sum of payoffs] / E[number of rounds]",
           .unit = "payoff per round",
           .horizon = "the match"},
      Term{.name = "score error",
           .also = "score_error,row_score_error,column_score_error",
           .meaning = "Half the width of the 95 % confidence interval of a score, over repetitions; 0 if the score is "
                      "exact. It is not a standard error.",
           .formula = "t(0.975; n − 1) · s / √n, for n repetitions with standard deviation s",
           .unit = "payoff per round",
           .horizon = "the match",
           .source = "Student (1908); for random lengths Fieller (1954)"},
      Term{.name = "score sd",
           .also = "score_sd,row_score_sd,column_score_sd,std. dev.",
           .meaning =
               "Standard deviation of the score of a single match. It describes how much matches differ; it is not "
               "a sampling error.",
           .unit = "payoff per round",
           .horizon = "the match"},
      Term{.name = "engine",
           .also = "tables,objects",
           .meaning =
               "How a pair was played: exact (solved as a Markov chain), tables (sampled as automata in vectors) or "
               "objects (sampled by the strategies' own code). Both ways of sampling give identical results."},
      Term{.name = "score covariance",
           .also = "score_covariance",
           .meaning = "Covariance of the scores of both seats of one match.",
           .unit = "(payoff per round)²",
           .horizon = "the match"},
      Term{.name = "check",
           .also = "check_row_score,check_column_score,standard_errors",
           .meaning =
               "An exact pair that was also sampled: the scores of the sample, and how far the sampled mean is off, "
               "in exact standard errors.",
           .unit = "payoff per round; standard errors",
           .horizon = "the match"},
      Term{.name = "rank",
           .meaning = "Place by score among the entrants of the same motive; ties share the better place.",
           .unit = "rank"},
      Term{.name = "rank interval",
           .also = "rank_interval,rank_low,rank_high,95%",
           .meaning =
               "The 95 % confidence interval of a rank within a motive, from paired differences of scores in the "
               "same repetitions.",
           .formula = "1 + number of rivals that are better … number of entrants − number of rivals that are worse",
           .unit = "rank"},
      Term{.name = "cooperation",
           .also = "coop.,row_cooperation,column_cooperation",
           .meaning =
               "How restrained a state is: 1 if it always plays the lowest level, 0 if it always plays the highest.",
           .formula = "1 − mean own level / (L − 1)",
           .unit = "share",
           .horizon = "the match"},
      Term{.name = "clones",
           .also = "alike,counted once",
           .meaning = "Entrants that play alike against every opponent under the noise of the design. Where means are "
                      "taken over opponents, clones count once."},
      Term{.name = "memory depth",
           .also = "memory,memory_depth",
           .meaning =
               "The smallest number of past rounds that determines the state of a strategy; infinite if no fixed "
               "number does.",
           .unit = "rounds"},
      Term{.name = "nice",
           .meaning = "Against unbroken restraint it is never hostile, if there is no noise.",
           .source = "Axelrod (1984)"},
      Term{.name = "retaliating",
           .meaning = "It responds to unprovoked hostility with hostility at some time, if there is no noise.",
           .source = "Axelrod (1984)"},
      Term{.name = "forgiving",
           .meaning = "From each automaton state, unbroken restraint of the opponent leads back to restraint, if there "
                      "is no noise.",
           .source = "Axelrod (1984)"},
      Term{.name = "likelihood",
           .also = "log_likelihood,log-likelihood",
           .meaning = "The probability that a strategy shows what a person saw in a match by hand, given what the "
                      "person did: over the hidden dice, trembles, misperceptions and signals. log_likelihood is its "
                      "natural logarithm: 0 if the strategy could not have played otherwise, null if it could not "
                      "have played so.",
           .unit = "probability",
           .horizon = "the rounds that were played"},
  };
  return terms;
}

}  // namespace detente::cli
