// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <detente/populations/process.hpp>

/// Two strategies in the Wright–Fisher process, in which all states are replaced at once.
namespace detente {

/// The greatest population of `wright_fisher_fixation`: its time grows with the third power and is about 10 s here.
inline constexpr std::int64_t kMostWrightFisher = 2000;

/// What becomes of mutants, by how many there are at the beginning: entry m of each list is for m founders, 0…N.
struct WrightFisherFixation {
  std::vector<double> rho;     ///< the chance that all states become mutants; below 1e-308 it is 0
  std::vector<double> ln_rho;  ///< its natural logarithm; −∞ where it is impossible
  /// Expected generations until there are no mutants or no others left.
  std::vector<double> generations_until_absorbed;
  /// The same, given that all become mutants; absent where that is impossible.
  std::vector<std::optional<double>> generations_if_fixed;
};

/// The fixation of `mutant` among states of `resident` in the Wright–Fisher process with no further mutants: in each
/// generation, the number of mutants is binomial with chance k f / (k f + (N − k) g), where k is their number, f their
/// fitness and g the residents' (Ewens 2004, section 3.2, with fitness that depends on k). The chain of all numbers of
/// mutants is eliminated without subtraction, in numbers that do not underflow. Where both fitnesses are 0, parents are
/// drawn uniformly. Founders cost nothing more than one.
/// Throws `Error` unless the process is a Wright–Fisher process as `require_process` wants it, of at most
/// `kMostWrightFisher` states (the Moran process has no such limit), with selection times the range of payoffs at most
/// 10⁹, and mutant and resident are two strategies of `payoffs`; and `GivenUp` when `give_up`, asked now and then, says
/// so.
WrightFisherFixation wright_fisher_fixation(const Process& process, const PayoffMatrix& payoffs, std::size_t mutant,
                                            std::size_t resident, const std::function<bool()>& give_up = {});

}  // namespace detente
