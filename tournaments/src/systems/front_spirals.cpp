// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/front_spirals.hpp"

#include <algorithm>

#include <detente/exact/exact.hpp>

#include "systems/front_watch.hpp"

namespace detente::systems {
namespace {

std::optional<Episodes> exact_episodes(const SystemDesign& design, std::size_t f, const GiveUp& give_up) {
  const SystemFront& front = design.system.fronts[f];
  Rules rules = design.system.rules;
  rules.crisis = front.crisis;
  const auto limit = static_cast<std::size_t>(design.request.base.exact_limit);
  const auto chain = join(rules, {front.row_side}, {front.column_side}, limit, give_up);
  if (!chain || too_large(*chain, rules)) return std::nullopt;
  const auto lean = lumped(*chain);
  const Trial trial = trial_of(design);
  const Material material{front.row_side.payoffs, front.column_side.payoffs};
  return episodes(lean ? *lean : *chain, rules, material, trial.peace, trial.ages, give_up);
}

}  // namespace

bool is_uncoupled(const SystemDesign& design) {
  const System& system = design.system;
  return system.ambiguity <= 0 && system.war.pace <= 0 && system.pledges.empty() &&
         std::none_of(system.states.begin(), system.states.end(),
                      [](const SystemState& state) { return state.alignment.has_value(); }) &&
         std::all_of(system.fronts.begin(), system.fronts.end(),
                     [](const SystemFront& front) { return front.verify[0] <= 0 && front.verify[1] <= 0; });
}

void solve_spirals(const SystemDesign& design, SystemResults& results, const GiveUp& give_up) {
  if (!is_uncoupled(design) || !design.system.rules.turns.empty() || SystemChain::unsolvable(design.system).has_value())
    return;
  for (std::size_t f = 0; f < results.fronts.size(); ++f) {
    if (give_up && give_up()) return;
    auto found = exact_episodes(design, f, give_up);
    if (!found) continue;
    FrontSpirals& spirals =
        results.fronts[f].spirals ? *results.fronts[f].spirals : results.fronts[f].spirals.emplace();
    spirals.is_exact = true;
    spirals.episodes = std::move(*found);
    spirals.rupture_rate_error = spirals.hostile_share_error = spirals.spiral_share_error =
        spirals.lock_in_share_error = 0.0;
  }
}

}  // namespace detente::systems
