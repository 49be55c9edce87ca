// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "naive.hpp"

#include <cmath>
#include <memory>
#include <random>

#include "layers.hpp"

namespace layers {
namespace {

/// Checked by its restraint, which must be that of the chain but for chance.
void play_naively(benchmark::State& state) {
  const std::vector<std::string> names{"tit-for-tat", "win-stay-lose-shift", "grim",
                                       "generous-tit-for-tat:generosity=0.3"};
  const auto players = [](std::size_t number) -> std::unique_ptr<naive::Player> {
    if (number == 0) return std::make_unique<naive::TitForTat>();
    if (number == 1) return std::make_unique<naive::WinStayLoseShift>();
    if (number == 2) return std::make_unique<naive::Grim>();
    return std::make_unique<naive::GenerousTitForTat>(0.3);
  };
  std::mt19937 generator(7);
  const auto match = [&](std::size_t i, std::size_t j) {
    const auto row = players(i);
    const auto column = players(j);
    return naive::play(*row, *column, kRounds, kNoise, kNoise, generator);
  };
  for (std::size_t i = 0; i < names.size(); ++i)
    for (std::size_t j = i; j < names.size(); ++j) {
      const Design design = noisy_pair(names[i], names[j]);
      const PairResult exactly = play(design, {{0, i == j ? 0U : 1U}}, 1).pairs.front();
      constexpr int kMatches = 400;
      double restraint = 0;
      for (int k = 0; k < kMatches; ++k) {
        const auto joint = match(i, j);
        restraint += static_cast<double>(joint[0][0] + joint[0][1]) / kRounds / kMatches;
      }
      // A share of a match lies in 0…1: its deviation is at most a half, and this is six of them.
      if (std::abs(restraint - exactly.cooperation[0]) > 6 * 0.5 / std::sqrt(kMatches)) wrong("the naive engine");
    }
  std::size_t number = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(match(number % 4, number / 4 % 4));
    ++number;
  }
  state.SetItemsProcessed(state.iterations() * kRounds);
}

}  // namespace

void enter_naive() {
  enter("naive engine", "rounds", play_naively);
}

}  // namespace layers
