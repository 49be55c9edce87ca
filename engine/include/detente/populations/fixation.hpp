// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include <detente/populations/process.hpp>

/// Two strategies in a finite population without mutation: which of them is left, and when. Exact, for the processes
/// that change one state at a time; for `Imitation::wright_fisher` see wright_fisher.hpp.
namespace detente {

/// ln ρ: the logarithm of the chance that so many founders of the mutant strategy take over a population of residents;
/// −∞ where they cannot. ρ = Σ_{k<founders} e^{E_k} / Σ_{k<N} e^{E_k}, where E_k adds ln(T⁻/T⁺) over 1…k mutants, T⁺
/// and T⁻ being the chances that a step adds or removes a mutant (Nowak, Sasaki, Taylor & Fudenberg 2004). `pairwise`
/// and exponential `moran` agree. Of two strategies that both have fitness 0 throughout (linear), drift decides: ρ is
/// founders / N. `founders`: 1…N. Throws `Error` for `wright_fisher`.
double ln_fixation(const PairPayoffs& payoffs, const Process& process, std::int64_t founders = 1);

/// The least number of founders that take over with a chance of at least one half; absent if N − 1 do not.
std::optional<std::int64_t> founders_needed(const PairPayoffs& payoffs, const Process& process);

/// How much ln ρ of a single mutant changes per point of each payoff: ∂ ln ρ / ∂(aa, ab, ba, bb). They sum
/// to 0, but for linear fitness. Throws `Error` for `wright_fisher`.
std::array<double, 4> ln_fixation_gradient(const PairPayoffs& payoffs, const Process& process);

/// Expected steps after a single mutant arose, as logarithms: they may exceed what a double holds. A generation is N
/// steps. Antal & Scheuring (2006).
struct FixationTimes {
  double ln_until_absorbed = 0;  ///< until one of the strategies is gone
  double ln_if_fixed = 0;        ///< until the residents are gone, given that the mutant takes over; +∞ if it cannot
};
/// Throws `Error` for `wright_fisher`.
FixationTimes fixation_times(const PairPayoffs& payoffs, const Process& process);

/// What the mutant needs in a population without end.
struct Thresholds {
  /// The share above which the mutant earns more than the resident: (bb − ab) / ((bb − ab) + (aa − ba)); 0 where it
  /// earns more at any small share, absent where it never does in a population of its own.
  std::optional<double> share;
  /// The share of meetings with its own kind at which a rare mutant earns what residents earn, (bb − ab) / (aa − ab): 0
  /// where it needs none, absent where no share up to 1 does (Axelrod & Hamilton 1981).
  std::optional<double> cluster;
  /// What a rare mutant loses per round against what residents earn: bb − ab.
  double entry_loss = 0;
  /// The share of residents above which they earn more than the mutant in a population of mutants: 0 where a single one
  /// does, 1 where none.
  double toppling_share = 0;
  /// The structure coefficient σ from which the mutant is favoured under weak selection, (ba − ab) / (aa − bb) (Tarnita
  /// et al. 2009); absent unless aa > bb.
  std::optional<double> sigma;
};
/// The thresholds of two strategies.
Thresholds thresholds(const PairPayoffs& payoffs);

}  // namespace detente
