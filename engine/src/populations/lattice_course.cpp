// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>

#include <detente/dice.hpp>
#include <detente/error.hpp>
#include <detente/populations/lattice.hpp>
#include <detente/populations/structured_process.hpp>
#include <detente/text/text.hpp>

#include "numerics/elimination.hpp"

namespace detente {
namespace {

void check_lattice_size(std::size_t rows, std::size_t columns) {
  if (rows < 3 || columns < 3)
    throw Error("a lattice has " + std::to_string(rows) + " rows and " + std::to_string(columns) +
                " columns; it must have at least 3 of each");
  if (rows > kMostPlaces / columns) throw Error("a lattice may have at most 16,777,216 places");
}

}  // namespace

Lattice block_in_sea(std::size_t rows, std::size_t columns, std::size_t block, std::uint8_t strategy,
                     std::uint8_t sea) {
  check_lattice_size(rows, columns);
  if (block < 1 || block > std::min(rows, columns))
    throw Error("a block of " + std::to_string(block) + " by " + std::to_string(block) +
                " places is not on a lattice of " + std::to_string(rows) + " by " + std::to_string(columns) +
                "; it must be at least 1 and fit");
  Lattice result{rows, columns, std::vector<std::uint8_t>(rows * columns, sea)};
  for (std::size_t row = (rows - block) / 2; row < (rows - block) / 2 + block; ++row)
    for (std::size_t column = (columns - block) / 2; column < (columns - block) / 2 + block; ++column)
      result.strategies[row * columns + column] = strategy;
  return result;
}

Lattice random_lattice(std::size_t rows, std::size_t columns, const std::vector<double>& shares, std::uint64_t seed) {
  check_lattice_size(rows, columns);
  if (shares.empty() || shares.size() > kMostLatticeStrategies)
    throw Error("shares of " + std::to_string(shares.size()) + " strategies are given; there must be 1 to 255");
  double sum = 0;
  for (const double share : shares) {
    if (!(share >= 0) || !std::isfinite(share))
      throw Error("a share is " + rounded(share) + "; it must be a number of at least 0");
    sum += share;
  }
  if (!(sum > 0) || !std::isfinite(sum)) throw Error("shares add up to " + rounded(sum) + "; it must be above 0");
  // The words below the bound of a strategy, and not below that of the one before, are its own.
  std::vector<std::uint64_t> bounds;
  double past = 0;
  std::size_t last = 0;
  for (std::size_t strategy = 0; strategy < shares.size(); ++strategy) {
    past += shares[strategy];
    bounds.push_back(threshold(past / sum));
    if (shares[strategy] > 0) last = strategy;
  }
  bounds[last] = std::uint64_t{1} << 32;
  Lattice result{rows, columns, std::vector<std::uint8_t>(rows * columns)};
  for (std::size_t place = 0; place < result.strategies.size(); ++place) {
    const std::uint32_t drawn = word({.seed = seed,
                                      .round = static_cast<std::uint32_t>(place),
                                      .purpose = static_cast<std::uint32_t>(StructurePurpose::lattice_start)});
    std::size_t strategy = 0;
    while (drawn >= bounds[strategy]) ++strategy;
    result.strategies[place] = static_cast<std::uint8_t>(strategy);
  }
  return result;
}

std::vector<std::int64_t> count_strategies(const Lattice& lattice, std::size_t strategies) {
  std::vector<std::int64_t> counts(strategies);
  if (strategies == 2) {
    std::int64_t ones = 0;
    for (const std::uint8_t strategy : lattice.strategies) ones += strategy;
    return {static_cast<std::int64_t>(lattice.strategies.size()) - ones, ones};
  }
  for (const std::uint8_t strategy : lattice.strategies) ++counts[strategy];
  return counts;
}

LatticeCourse run_lattice(const LatticeRules& rules, const Lattice& start, std::int64_t generations,
                          const std::vector<std::int64_t>& frames, const std::function<bool()>& give_up) {
  if (generations < 0 || generations > kMostGenerations)
    throw Error("generations are " + std::to_string(generations) + "; they must be 0 to 1,000,000");
  LatticeGame game(rules);
  Lattice checked = start;
  game.step(checked);  // also where no generation is asked for, a lattice that cannot be is refused
  LatticeCourse course;
  course.last = start;
  Lattice anchor = start;
  std::int64_t anchored = 0;
  std::size_t next_frame = 0;
  for (std::int64_t generation = 0;; ++generation) {
    course.counts.push_back(count_strategies(course.last, rules.payoffs.size()));
    for (; next_frame < frames.size() && frames[next_frame] <= generation; ++next_frame)
      if (frames[next_frame] == generation) course.frames.push_back({generation, course.last});
    if (generation > anchored && course.last.strategies == anchor.strategies) {
      course.period = generation - anchored;
      return course;
    }
    if (generation == generations) return course;
    if (give_up && give_up()) throw GivenUp();
    // An anchor at each power of two: some anchor lies within the cycle, and is held for a whole round of it.
    if ((generation & (generation - 1)) == 0) {
      anchor = course.last;
      anchored = generation;
    }
    game.step(course.last);
  }
}

std::vector<BlockCourse> block_courses(const PayoffMatrix& payoffs, std::size_t mutant, std::size_t resident,
                                       std::size_t neighbours, const std::vector<std::size_t>& blocks, std::size_t side,
                                       std::int64_t generations, const std::function<bool()>& give_up) {
  if (mutant >= payoffs.size() || resident >= payoffs.size() || mutant == resident)
    throw Error("a block is of one strategy in a sea of another, and both must have payoffs");
  const std::size_t order[2] = {mutant, resident};
  LatticeRules rules{PayoffMatrix(2), neighbours, false};
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t j = 0; j < 2; ++j) rules.payoffs(i, j) = payoffs(order[i], order[j]);
  std::vector<BlockCourse> result;
  for (const std::size_t block : blocks) {
    const Lattice start = block_in_sea(side, side, block, 0, 1);
    const LatticeCourse course = run_lattice(rules, start, generations, {}, give_up);
    const auto computed = static_cast<std::int64_t>(course.counts.size()) - 1;
    std::int64_t as_at = computed;
    // From the end of a cycle on, counts are those of one period earlier.
    if (course.period) as_at -= (*course.period - (generations - computed) % *course.period) % *course.period;
    const std::int64_t taken = course.counts[static_cast<std::size_t>(as_at)][0];
    const auto wider = static_cast<std::int64_t>((block + 1) * (block + 1));
    result.push_back({block, taken, computed, taken > wider});
  }
  return result;
}

std::optional<std::size_t> smallest_block(const std::vector<BlockCourse>& courses) {
  std::optional<std::size_t> least;
  for (const BlockCourse& course : courses)
    if (course.has_spread && (!least || course.block < *least)) least = course.block;
  return least;
}

}  // namespace detente
