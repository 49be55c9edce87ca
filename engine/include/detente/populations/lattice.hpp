// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <detente/populations/process.hpp>

/// Lattices on which the best is copied: Nowak & May (1992).
namespace detente {

/// Strategies on a torus, row by row.
struct Lattice {
  std::size_t rows = 0;                  ///< at least 3
  std::size_t columns = 0;               ///< at least 3
  std::vector<std::uint8_t> strategies;  ///< by place, row · columns + column; from 0
};

/// The most strategies of a lattice.
inline constexpr std::size_t kMostLatticeStrategies = 255;
/// The most places of a lattice.
inline constexpr std::size_t kMostPlaces = std::size_t{1} << 24;

/// How a lattice changes: all states at once take the strategy of the best paid of themselves and their neighbours. A
/// state that is among the best paid keeps its own; else, of strategies that are paid the same, the one of the lowest
/// number is taken.
struct LatticeRules {
  PayoffMatrix payoffs;        ///< the payoff of a state is the sum over its neighbours
  std::size_t neighbours = 8;  ///< 4 (above, below, at either side) or 8 (with diagonals)
  bool meets_itself = false;   ///< whether a state's payoff includes a match with its like, as in Nowak & May (1992)
};

/// Which code computes a generation. Results are the same.
enum class LatticeKernel {
  fastest,  ///< of two strategies 32 places at a time
  plain     ///< place by place, by the definition
};

/// A block of `block` by `block` places of one strategy in the midst of another. Throws `Error` for a block that is
/// empty or exceeds the lattice, and for sizes that are not allowed.
Lattice block_in_sea(std::size_t rows, std::size_t columns, std::size_t block, std::uint8_t strategy, std::uint8_t sea);

/// Each place drawn by itself, with chances in proportion to `shares`, by strategy. Throws `Error` for shares that are
/// negative, not finite or all 0, for more than `kMostLatticeStrategies`, and for sizes that are not allowed.
Lattice random_lattice(std::size_t rows, std::size_t columns, const std::vector<double>& shares, std::uint64_t seed);

/// How many places each of so many strategies has.
std::vector<std::int64_t> count_strategies(const Lattice& lattice, std::size_t strategies);

/// Steps of one lattice after another under the same rules.
class LatticeGame {
 public:
  /// Throws `Error` unless there are 1 to `kMostLatticeStrategies` strategies with finite payoffs, and 4 or 8
  /// neighbours.
  explicit LatticeGame(const LatticeRules& rules, LatticeKernel kernel = LatticeKernel::fastest);

  /// The next generation. Throws `Error` for a lattice of less than 3 rows or columns, of more than `kMostPlaces`
  /// places, or of another number of strategies than places, and for a strategy that has no payoffs.
  void step(Lattice& lattice);

 private:
  void check(const Lattice& lattice) const;
  double score(std::size_t own, const std::uint8_t* met, std::size_t count) const;
  void step_plainly(Lattice& lattice);
  void step_two(Lattice& lattice);
  void rank_scores();

  LatticeRules rules_;
  LatticeKernel kernel_;
  // Of two strategies: by own strategy and neighbours, itself included, that play strategy 1: twice the rank of the
  // payoff, and 1 more for strategy 0.
  std::uint8_t keys_[2][10] = {};
  std::vector<double> scores_;
  std::vector<std::uint8_t> padded_;
  std::vector<std::uint8_t> padded_keys_;
};

/// A lattice at one time, for pictures.
struct LatticeFrame {
  std::int64_t generation = 0;  ///< from 0, the start
  Lattice lattice;              ///< as it is then
};

/// What became of a lattice.
struct LatticeCourse {
  std::vector<std::vector<std::int64_t>> counts;  ///< places by generation, from 0, and strategy
  Lattice last;                                   ///< of the last generation that was computed
  /// Generations after which the lattice repeats itself: 1 if nothing changes any more. Absent if it went on to the
  /// end.
  std::optional<std::int64_t> period;
  std::vector<LatticeFrame> frames;  ///< of the generations that were asked for and were computed
};

/// The most generations of a course.
inline constexpr std::int64_t kMostGenerations = 1'000'000;

/// Computes generations until `generations` are done or the lattice was found to repeat itself (which is seen late, at
/// up to three times its beginning and period: Brent 1980). `frames` are generations in ascending order. Throws `Error`
/// as `LatticeGame` does and for generations outside of 0…`kMostGenerations`, and `GivenUp` when `give_up` says so.
LatticeCourse run_lattice(const LatticeRules& rules, const Lattice& start, std::int64_t generations,
                          const std::vector<std::int64_t>& frames = {}, const std::function<bool()>& give_up = {});

/// What became of a block of mutants.
struct BlockCourse {
  std::size_t block = 0;         ///< its side, places
  std::int64_t taken = 0;        ///< places that mutants have at the end
  std::int64_t generations = 0;  ///< that were computed; fewer than asked for if nothing changed any more
  bool has_spread = false;       ///< whether mutants have more than (block + 1)² places
};

/// The fate of blocks of each side in a sea of residents, on a torus of `side` by `side` places, after `generations`
/// (counts at that time, also if the lattice repeats itself before). Of mutants and residents that are paid the same
/// the mutants are copied, whatever their order in the matrix. `neighbours` is 4 or 8. Throws as `run_lattice` and
/// `block_in_sea`.
std::vector<BlockCourse> block_courses(const PayoffMatrix& payoffs, std::size_t mutant, std::size_t resident,
                                       std::size_t neighbours, const std::vector<std::size_t>& blocks,
                                       std::size_t side = 61, std::int64_t generations = 60,
                                       const std::function<bool()>& give_up = {});

/// The side of the smallest of these blocks that spreads; absent if none does.
std::optional<std::size_t> smallest_block(const std::vector<BlockCourse>& courses);

}  // namespace detente
