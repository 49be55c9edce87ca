// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>

#include <detente/lanes/draws.hpp>

#include "layers.hpp"

namespace layers {
namespace {

void words(benchmark::State& state) {
  std::array<std::uint64_t, kLanes> repetitions;
  for (std::size_t l = 0; l < kLanes; ++l) repetitions[l] = 1000 + l;
  std::array<LaneWords, 4> words;
  Draw draw{.seed = 5, .round = 8, .purpose = 1};
  draw_words(draw, repetitions, words);
  for (std::uint32_t round = 0; round < 4; ++round)
    for (std::size_t l = 0; l < kLanes; ++l)
      if (words[round].at[l] != word({.seed = 5, .repetition = repetitions[l], .round = 8 + round, .purpose = 1}))
        wrong("a draw");
  for (auto _ : state) {
    draw.round += 4;
    draw_words(draw, repetitions, words);
    benchmark::DoNotOptimize(words);
  }
  state.SetItemsProcessed(state.iterations() * 4 * static_cast<std::int64_t>(kLanes));
}

}  // namespace

void enter_draws() {
  enter("draws", "words", words);
}

}  // namespace layers
