// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cmath>
#include <utility>

#include <fmt/core.h>
#include <detente/exact/exact.hpp>

#include "layers.hpp"

namespace layers {
namespace {

/// Means and deviations of one pair, by the size of its chain.
void exact_chain(benchmark::State& state, const std::string& row, const std::string& column, bool has_variance) {
  const Design design = noisy_pair(row, column);
  const Side& a = design.entrants[0].side;
  const Side& b = design.entrants[1].side;
  const Automaton of_row = minimised(*derive(a.strategy, 2, {}, 4096));
  const Automaton of_column = minimised(*derive(b.strategy, 2, {}, 4096));
  const auto chain = join(design.rules, {a, &of_row}, {b, &of_column}, 4096);
  if (!chain) wrong("the chain of " + row + " – " + column);
  const auto full = exact(*chain, design.rules);
  const auto means = exact_means(*chain, design.rules);
  for (const std::size_t seat : {0U, 1U})
    if (std::abs(full->score[seat] - means->score[seat]) > 1e-12) wrong(row + " – " + column);
  for (auto _ : state)
    benchmark::DoNotOptimize(has_variance ? exact(*chain, design.rules) : exact_means(*chain, design.rules));
  state.SetItemsProcessed(state.iterations());
  state.SetLabel(fmt::format("{} joint states", chain->size()));
}

}  // namespace

void enter_exact() {
  const std::vector<std::pair<std::string, std::string>> chains{{"hawk", "tit-for-tat"},
                                                                {"tit-for-tat", "win-stay-lose-shift"},
                                                                {"grit", "win-stay-lose-shift"},
                                                                {"a-pavlov-2011", "tit-for-two-tats"},
                                                                {"short-mem", "tit-for-tat"}};
  for (const auto& [row, column] : chains)
    for (const bool has_variance : {false, true})
      enter(
          has_variance ? "exact, variances" : "exact, means", "pairs",
          [=, row = row, column = column](benchmark::State& state) { exact_chain(state, row, column, has_variance); });
}

}  // namespace layers
