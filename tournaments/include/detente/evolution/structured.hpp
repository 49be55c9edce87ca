// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <detente/evolution/field_payoffs.hpp>
#include <detente/populations/graph.hpp>
#include <detente/populations/structured_process.hpp>

/// Populations whose states meet and copy their neighbours alone.
namespace detente {

/// Who meets and copies whom.
struct StructureQuestion {
  std::string name = "mixed";            ///< as users write it
  std::optional<PopulationGraph> graph;  ///< absent: everybody meets everybody
  StructuredProcess process;             ///< who copies whom, but for `copies_best`
  bool copies_best = false;              ///< on a torus: each state takes what the best paid around it plays, at once
  std::vector<std::size_t> blocks{1, 2, 3, 4, 5, 6, 7};  ///< founders: sides of blocks on a torus, else their number
  std::int64_t runs = 200;                               ///< where chances are sampled
  std::uint64_t seed = 1;                                ///< of the draws
};

/// Places of a torus, for a picture.
struct StructureFrame {
  std::int64_t generation;          ///< from 0
  std::vector<std::string> states;  ///< by row: a character for each column, 1 for the breaker and 0 for the hostile
};

/// What becomes of founders among the hostile.
struct FoundersFate {
  std::size_t breaker;               ///< strategy of the founders
  std::size_t hostile;               ///< strategy of all others
  std::size_t block;                 ///< side of their block on a torus, else their number
  std::int64_t generations = 0;      ///< `copies_best`: that were computed
  std::optional<bool> spreads = {};  ///< `copies_best`: whether they hold more than (block + 1)² places then
  double share = 0;                  ///< `copies_best`: of places that they hold then; else the chance of takeover
  std::int64_t runs = 0;             ///< that were decided, where sampled
  std::optional<double> share_error = {};   ///< standard error, where sampled
  std::vector<StructureFrame> frames = {};  ///< of the smallest block that spreads, on a torus of at most 64 × 64
};

/// Whether weak selection favours a mutant on the structure.
struct FavouredOnStructure {
  std::size_t mutant;                  ///< strategy
  std::size_t resident;                ///< strategy
  std::optional<double> sigma_needed;  ///< from which σ on it is favoured; absent unless it earns more at home
  std::optional<bool> is_favoured;     ///< absent where σ is not known
};

/// What a structure does.
struct StructureResult {
  std::size_t states = 0;                ///< nodes
  std::optional<double> critical_ratio;  ///< (b/c)* for death–birth (Allen et al. 2017); +∞ for never
  std::optional<double> sigma;           ///< the structure coefficient (Tarnita et al. 2009); absent where not known
  std::vector<FoundersFate> founders;    ///< by hostile, breaker and block; empty where everybody meets everybody
  std::vector<FavouredOnStructure> favoured;  ///< each breaker among each of the hostile
};

/// Throws `Error` for what does not go together: `copies_best` without a torus, a block that fills the graph.
void require_structure(const StructureQuestion& question);

/// Solves it; where places differ, chances are means over the place of the first founder, next to whom the others are.
/// They are exact on rings and on graphs of few nodes, else sampled. `population`: states where everybody
/// meets everybody. Throws `Error` and `Stopped`.
StructureResult solve_structure(const FieldPayoffs& payoffs, const std::vector<std::size_t>& hostile,
                                std::int64_t population, const StructureQuestion& question, int threads,
                                const Watch& watch = {});

}  // namespace detente
