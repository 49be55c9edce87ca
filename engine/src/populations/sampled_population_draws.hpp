// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

#include <detente/dice.hpp>
#include <detente/populations/sampled_population.hpp>

namespace detente {

/// The name of draws of a population: of which run, at which step.
struct PopulationDraw {
  std::uint64_t seed = 0;
  std::uint32_t run = 0;
  std::uint64_t step = 0;
};

/// The 128 bits of a name: those that `word` has for rounds 4 · step to 4 · step + 3 of a repetition whose lower half
/// is the run, and whose upper half is that of the step. `other` tells draws of one purpose apart.
inline std::array<std::uint32_t, 4> words(const PopulationDraw& draw, PopulationPurpose purpose,
                                          std::uint32_t other = 0) {
  const auto place = static_cast<std::uint32_t>(purpose) + other;
  return philox(
      {static_cast<std::uint32_t>(draw.step), place * 2, draw.run, static_cast<std::uint32_t>(draw.step >> 32)},
      {static_cast<std::uint32_t>(draw.seed), static_cast<std::uint32_t>(draw.seed >> 32)});
}

/// A number drawn uniformly from (0, 1), one of 2⁵³ that are as far apart from each other as from the ends.
inline double uniform(const PopulationDraw& draw, PopulationPurpose purpose, std::uint32_t other = 0) {
  const std::array<std::uint32_t, 4> bits = words(draw, purpose, other);
  const std::uint64_t whole = (std::uint64_t{bits[0]} << 32 | bits[1]) >> 12;
  return (static_cast<double>(whole) + 0.5) * 0x1p-52;
}

}  // namespace detente
