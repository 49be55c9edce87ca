// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <detente/evolution/field_payoffs.hpp>
#include <detente/populations/rare_mutation.hpp>

/// The long run of a population in which mutants are not rare.
namespace detente {

/// What is asked of it.
struct MutationQuestion {
  Process process;                       ///< who copies whom
  double mutation = 0.01;                ///< U, chance per step; above 0, up to 1
  std::optional<MutantChances> mutants;  ///< by resident; absent: uniform
  std::int64_t state_limit = 200'000;    ///< most compositions that are solved as one chain
  std::uint64_t seed = 1;                ///< of draws, where populations are sampled
};

/// Means over time.
struct MutationLaw {
  double mutation = 0;                   ///< U
  std::vector<double> share;             ///< by strategy: of the states
  std::vector<double> ln_share = {};     ///< its logarithm
  std::vector<double> share_error = {};  ///< standard errors; empty where exact
  std::optional<double> monomorphic =
      {};                  ///< share of time in which all states play one strategy; absent where sampled
  double peace = 0;        ///< share of rounds, over meetings of two states
  double cooperation = 0;  ///< 0…1, likewise
  double payoff = 0;       ///< per round, likewise
  /// Half the sum of the differences of shares to those of rare mutants; absent where nobody compared them.
  std::optional<double> distance = {};
  /// The chain of all populations is too large, and mutants are so rare that the shares are those of the limit: rarer
  /// than a tenth of one per the longest time for which a mutant and residents coexist.
  bool is_limit = false;
  bool is_sampled = false;  ///< the chain of all populations is too large, so that populations were sampled
};

/// Solves it: as one chain of all compositions where there are few enough of them, else as the limit of rare mutants
/// where they are rare enough, else from populations that are sampled on so many threads. Throws `Error`, and `GivenUp`
/// or `Stopped` where the watch says so.
MutationLaw solve_mutation(const FieldPayoffs& payoffs, const MutationQuestion& question, int threads,
                           const Watch& watch = {});

}  // namespace detente
