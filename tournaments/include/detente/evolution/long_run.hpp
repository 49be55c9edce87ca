// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <detente/evolution/mutation_law.hpp>
#include <detente/populations/fixation.hpp>
#include <detente/populations/rare_mutation.hpp>

/// Who is left: the long run of a population whose states copy what pays.
namespace detente {

/// What is asked of a field.
struct LongRunQuestion {
  Process process;                       ///< who copies whom
  std::optional<double> mutation;        ///< chance per step; absent: the limit of rare mutants
  std::optional<MutantChances> mutants;  ///< by resident; absent: every other strategy equally likely
  std::vector<std::size_t> hostile;      ///< strategies of the hostile world, one world each
  int draws = 200;                       ///< matrices that are drawn where payoffs were sampled
  std::uint64_t seed = 1;                ///< of those draws
  std::int64_t state_limit = 200'000;    ///< states of the chain of all populations; beyond, populations are sampled
};

/// An answer that sampled payoffs may leave open.
enum class Favour { yes, no, neutral, open };

/// A 95 % interval.
struct Interval {
  double low;   ///< 2.5 % lie below
  double high;  ///< 2.5 % lie above
};

/// One mutant among residents of another strategy.
struct MutantInvasion {
  std::size_t mutant = 0;                ///< strategy
  std::size_t resident = 0;              ///< strategy
  double ln_rho = 0;                     ///< ln of the chance that it takes over; −∞ where it cannot
  double ln_rho_error = 0;               ///< half width of its 95 % interval, to first order; 0 where payoffs are exact
  Favour favoured = Favour::no;          ///< whether ρ exceeds that of drift, 1 / N
  Thresholds needs;                      ///< shares in a population without end
  std::optional<std::int64_t> founders;  ///< the fewest that take over with an even chance
  double ln_steps_until_absorbed = 0;    ///< ln of the mean number of steps until one of both is gone
  double ln_steps_if_fixed = 0;          ///< ln of that until the residents are gone, given that it takes over
};

/// A strategy in a world.
struct LongRunStrategy {
  double ln_share;                            ///< ln of its long-run share
  std::optional<Interval> share;              ///< 95 % interval of the share, where payoffs were sampled
  double payoff_at_home;                      ///< per round, in a population of its own
  double peace_at_home;                       ///< share of rounds at peace there
  Favour robust = Favour::yes;                ///< whether no mutant is favoured in its home
  std::vector<std::size_t> entered_by = {};   ///< strategies that are
  std::optional<double> toppling_share = {};  ///< the hostile share above which the hostile earn more in its home
  /// ln of the mutants from the hostile world to peace in a field without it; absent for the hostile, in fields of more
  /// than `kMostLeftOut` strategies, and where no world is peaceful.
  std::optional<double> ln_to_peace_without = {};
};

/// Peace of a world of few strategies.
struct SmallWorld {
  std::vector<std::size_t> breakers;  ///< who joins the hostile and the trusting; at most two
  double peace;                       ///< long-run share of rounds at peace
};

/// The long run of a field.
struct LongRun {
  double peace = 0;                        ///< share of rounds at peace
  std::optional<Interval> peace_interval;  ///< where payoffs were sampled
  double cooperation = 0;                  ///< 0…1
  double payoff = 0;                       ///< per round
  double effective_strategies = 0;         ///< 1 / Σ share²
  double ln_longest_absorption = 0;  ///< ln of the greatest mean number of steps that a mutant and a resident coexist
  std::optional<double> ln_to_peace;  ///< ln of the mutants from the hostile world until one of peace; +∞ if none leads
  std::optional<double> ln_to_war;    ///< ln of the mutants from peace until a world that is not of peace
  std::vector<std::size_t> way_out;  ///< the likeliest way from the hostile world to the peaceful one that
                                     ///< is found most often, both ends included
  std::vector<std::vector<std::size_t>> closed_classes;  ///< worlds that favoured mutants lead to and never out of
  std::vector<LongRunStrategy> strategies;               ///< in the order of the field
  std::vector<MutantInvasion> invasions;                 ///< every mutant into every resident
  std::optional<MutationLaw> law;  ///< where mutants are not rare: shares, peace and payoffs are those of it
};

/// Strategies of a field up to which each is left out in turn: it takes their number to the power of four.
inline constexpr std::size_t kMostLeftOut = 256;

/// A world of peace is one whose own strategy is at peace in more than this share of rounds.
inline constexpr double kPeaceful = 0.5;

/// Solves a world. Throws `Error` as `require_process` does, and `Stopped`. O(strategies² · N) and strategies³.
LongRun solve_long_run(const FieldPayoffs& payoffs, const LongRunQuestion& question, int threads,
                       const Watch& watch = {});

/// Long-run peace of the hostile and the trusting (whoever of them there is) alone, with one more strategy, and with
/// two; in the limit of rare mutants, from the invasions of a `world`. Ordered by the number of those that join, then
/// by strategy. Two join only where the field has at most `most_of_two` strategies.
std::vector<SmallWorld> small_worlds(const LongRun& world, const FieldPayoffs& payoffs, const LongRunQuestion& question,
                                     const std::vector<std::size_t>& trusting, std::size_t most_of_two = 64);

}  // namespace detente
