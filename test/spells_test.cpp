// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include <detente/dice.hpp>
#include <detente/tables/spells.hpp>
#include <detente/tables/tables.hpp>

namespace {

using namespace detente;

/// Hostility of two seats in a batch of matches: a word for each round.
struct Hostility {
  Block block;
  std::vector<std::uint64_t> playing, rows, columns;
};

/// Draws a batch. `stickiness`: how likely a seat of a lane goes on as before, of 1000; `density`: else hostile.
Hostility draw(std::uint32_t number, std::size_t rounds, std::size_t lanes, bool same_length, std::uint32_t stickiness,
               std::uint32_t density) {
  Hostility result;
  result.block.lanes = lanes;
  for (std::size_t l = 0; l < lanes; ++l) {
    const auto word = philox({static_cast<std::uint32_t>(l), 7, number, 0}, {3, 4})[0];
    result.block.lengths[l] = static_cast<std::int64_t>(same_length || l == 0 ? rounds : 1 + word % rounds);
  }
  std::sort(result.block.lengths.begin(), result.block.lengths.begin() + static_cast<std::ptrdiff_t>(lanes),
            std::greater<>());
  std::uint64_t row = 0;
  std::uint64_t column = 0;
  for (std::size_t t = 0; t < rounds; ++t) {
    std::uint64_t playing = 0;
    for (std::uint32_t l = 0; l < lanes; ++l) {
      if (result.block.lengths[l] > static_cast<std::int64_t>(t)) playing |= std::uint64_t{1} << l;
      const auto dice = philox({l, static_cast<std::uint32_t>(t), number, 1}, {3, 4});
      const auto turn = [&](std::uint64_t& seat, std::uint32_t goes_on, std::uint32_t hostile) {
        if (t > 0 && goes_on % 1000 < stickiness) return;
        seat = (seat & ~(std::uint64_t{1} << l)) | (std::uint64_t{hostile % 1000 < density ? 1U : 0U} << l);
      };
      turn(row, dice[0], dice[1]);
      turn(column, dice[2], dice[3]);
    }
    result.playing.push_back(playing);
    result.rows.push_back(row & playing);
    result.columns.push_back(column & playing);
  }
  return result;
}

/// As the definition says: one match after the other, one round after the other.
Spells recounted(const Hostility& of, std::size_t calm, std::size_t oldest) {
  Spells spells;
  spells.reached.resize(oldest + 1);
  spells.cut.resize(oldest);
  for (std::size_t lane = 0; lane < of.block.lanes; ++lane) {
    const auto is = [&](const std::vector<std::uint64_t>& words, std::size_t t) {
      return ((words[t] >> lane) & 1) != 0;
    };
    const auto length = static_cast<std::size_t>(of.block.lengths[lane]);
    std::vector<std::size_t> hostile;
    for (std::size_t t = 0; t < length; ++t)
      if (is(of.rows, t) || is(of.columns, t)) hostile.push_back(t);
    if (!hostile.empty() && hostile.front() == 0) ++spells.truncated;
    for (std::size_t i = 0; i < hostile.size();) {
      std::size_t last = i;
      while (last + 1 < hostile.size() && hostile[last + 1] - hostile[last] <= calm) ++last;
      const std::size_t rounds = hostile[last] - hostile[i] + 1;
      for (std::size_t age = 1; age <= std::min(rounds, oldest + 1); ++age) spells.reached[age - 1] += rounds - age + 1;
      if (length - 1 - hostile[last] < calm)
        for (std::size_t age = 1; age <= std::min(rounds, oldest); ++age) ++spells.cut[age - 1];
      i = last + 1;
    }
    for (std::size_t t = 0; t + 1 < length; ++t) {
      ++spells.answers.followed;
      for (const std::size_t seat : {0U, 1U}) {
        const auto& own = seat == 0 ? of.rows : of.columns;
        const auto& other = seat == 0 ? of.columns : of.rows;
        spells.answers.hostile[seat] += is(own, t) ? 1U : 0U;
        spells.answers.answers[seat] += is(own, t + 1) ? 1U : 0U;
        spells.answers.to_hostile[seat] += is(other, t) && is(own, t + 1) ? 1U : 0U;
      }
    }
  }
  return spells;
}

/// Tells the rounds in portions, as an engine does.
Spells counted(SpellCounter& counter, const Hostility& of, std::size_t oldest, std::size_t portion) {
  counter.begin(of.block);
  for (std::size_t t = 0; t < of.playing.size(); t += portion)
    counter.see({static_cast<std::int64_t>(t) + 1,
                 std::min(portion, of.playing.size() - t),
                 &of.playing[t],
                 {&of.rows[t], &of.columns[t]}});
  Spells spells = counter.finish();
  spells.reached.resize(oldest + 1);
  return spells;
}

TEST(Spells, are_those_of_the_definition_by_every_kernel) {
  struct Chances {
    std::uint32_t stickiness, density;
  };
  std::uint32_t number = 0;
  for (const TableKernel& kernel : table_kernels()) {
    if (!kernel.runs_here) continue;
    for (const auto& [calm, oldest] : {std::pair{1, 1}, {1, 50}, {2, 50}, {3, 4}, {2, 300}, {10, 20}, {100, 120}}) {
      SpellCounter counter(calm, oldest, kernel.name);
      for (const std::size_t rounds : {1U, 2U, 7U, 63U, 65U, 200U, 512U, 1500U})
        for (const auto& [stickiness, density] : {Chances{0, 0}, {0, 1000}, {0, 60}, {950, 300}, {990, 900}}) {
          ++number;
          const std::size_t lanes = number % 3 == 0 ? 1 + number % 64 : kLanes;
          const Hostility of = draw(number, rounds, lanes, number % 2 == 0, stickiness, density);
          const auto age = static_cast<std::size_t>(oldest);
          const Spells expected = recounted(of, static_cast<std::size_t>(calm), age);
          for (const std::size_t portion : {248U, 1U})
            EXPECT_EQ(counted(counter, of, age, portion), expected)
                << kernel.name << ", calm " << calm << ", oldest " << oldest << ", " << rounds << " rounds, " << lanes
                << " lanes, chances " << stickiness << " and " << density;
          if (HasFailure()) return;
        }
    }
  }
}

}  // namespace
