// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <detente/evolution/long_run.hpp>
#include <detente/evolution/structured.hpp>
#include <detente/populations/ecological.hpp>
#include <detente/populations/replicator.hpp>
#include <detente/populations/rest_points.hpp>
#include <detente/populations/walk.hpp>

/// Which conduct survives among the entrants of a field, who can enter a hostile world, and at what price.
namespace detente {

/// Mutants other than uniform ones: chances by names.
struct MutantTable {
  std::vector<std::string> names;         ///< of columns and of rows, in that order
  std::vector<std::vector<double>> rows;  ///< chance of each mutant by resident
};

/// What can be asked of a field.
enum class Dynamics : std::uint8_t { world, invasion, ecological, replicator, rest_points, chain, structure, walk };
/// How many of them there are.
inline constexpr std::size_t kDynamics = 8;
/// As users write them, in that order.
inline constexpr std::array<std::string_view, kDynamics> kDynamicsWords{
    "world", "invasion", "ecological", "replicator", "rest-points", "chain", "structure", "walk"};

/// Population dynamics in the words of its user. Every field has the default of `detente evolve`.
struct EvolutionRequest {
  std::vector<std::int64_t> populations{100};  ///< states in the world
  std::vector<double> selections{1};           ///< β, per point of payoff
  Imitation imitation = Imitation::pairwise;   ///< who copies whom
  Fitness fitness = Fitness::exponential;      ///< for moran and wright-fisher
  bool meets_itself = false;                   ///< whether a state also meets itself
  std::optional<double> mutation = {};         ///< absent: the limit of rare mutants
  std::optional<MutantTable> mutants = {};     ///< absent: uniform
  std::string hostile = {};                    ///< who makes up the hostile world; empty: hawk, if it is entered
  std::string shares = "equal";                ///< at the beginning: equal, hostile:H or NAME=X,…
  Ecology ecology = {};                        ///< generations, who is gone, background
  bool clones_each = false;                    ///< whether entrants that behave alike count each
  int draws = 200;                             ///< matrices that are drawn where payoffs were sampled
  std::int64_t state_limit = 200'000;          ///< compositions of the chain of all populations
  StructureQuestion structure = {};            ///< who meets and copies whom
  WalkSpace space = WalkSpace::memory_one;     ///< from where the mutants of a walk are drawn
  std::int64_t walk_length = 1'000'000;        ///< mutants of a walk
  /// What is solved.
  std::vector<Dynamics> wanted{Dynamics::world, Dynamics::invasion, Dynamics::ecological};

  /// Whether a part is asked for.
  bool wants(Dynamics part) const;
};

/// The world of one population size and strength of selection.
struct EvolvedWorld {
  std::int64_t population;  ///< states
  double selection;         ///< β
  LongRun world;            ///< its long run
};

/// What became of a field.
struct Evolution {
  std::vector<std::string> names;                     ///< of the strategies of the population
  std::vector<std::vector<std::size_t>> entrants;     ///< by strategy: which entrants of the design behave so
  FieldPayoffs payoffs;                               ///< of the strategies
  std::vector<std::size_t> hostile;                   ///< strategies of the hostile world; may be empty
  std::vector<std::size_t> trusting;                  ///< dove, if it is entered and not hostile
  std::vector<std::string> trusting_names;            ///< as they are entered
  std::vector<double> shares;                         ///< at the beginning, by strategy
  std::vector<EvolvedWorld> worlds;                   ///< by population, then by selection
  std::vector<SmallWorld> small_worlds;               ///< of the first of these; empty without a hostile world
  std::optional<EcologicalCourse> ecological;         ///< where asked for
  std::optional<ReplicatorPath> replicator;           ///< where asked for
  std::vector<Revival> replicator_revivals;           ///< of its told times; `generation` is the place of the time
  std::optional<std::vector<RestPoint>> rest_points;  ///< where asked for
  std::optional<std::size_t> largest_support;         ///< where there are too many supports: of those looked at
  Basins basins;                                      ///< of the rest points
  std::vector<MutationLaw> chain;                     ///< where asked for: by mutation rate
  std::optional<StructureResult> structure;           ///< where asked for
  std::optional<Walk> walk;                           ///< where asked for
};

/// A field, what was asked of it, and what came out.
struct Evolved {
  Design design;             ///< without those who failed
  EvolutionRequest request;  ///< as asked
  Evolution evolution;       ///< what came out
};

/// Checks whatever can be checked before anything is played. Throws `Error`.
void require_evolution(const EvolutionRequest& request, const Design& design, const Registry& registry);

/// Solves what is asked, from the results of a design that is `materially_paid`. Throws `Error` and `Stopped`.
Evolution evolve(const EvolutionRequest& request, const Played& played, const Registry& registry, int threads,
                 const Watch& watch = {});

}  // namespace detente
