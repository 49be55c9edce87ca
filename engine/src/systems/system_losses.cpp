// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "systems/system_walk.hpp"

namespace detente::systems {
namespace {

/// What may become of a state in a round of war.
struct Fate {
  int loss;
  std::optional<std::size_t> taker;
  double chance;
};

/// Calls `take` with each choice of one of each list, and the product of their chances.
template <class Kind, class Take>
void each_choice(const std::vector<std::vector<Kind>>& lists, Take take) {
  std::vector<std::size_t> at(lists.size());
  std::vector<const Kind*> chosen(lists.size());
  for (;;) {
    double chance = 1;
    for (std::size_t i = 0; i < lists.size(); ++i) {
      chosen[i] = &lists[i][at[i]];
      chance *= chosen[i]->chance;
    }
    take(chosen, chance);
    std::size_t i = 0;
    while (i < at.size() && ++at[i] == lists[i].size()) at[i++] = 0;
    if (i == at.size()) return;
  }
}

}  // namespace

std::vector<SystemWalk::Loss> SystemWalk::losses(const Point& point, const std::vector<const Act*>& acts) const {
  const std::vector<std::uint32_t>& minds = point.minds;
  std::vector<Loss> lost{{point.strength, point.means, 1}};
  const War& war = system_.war;
  const std::size_t count = system_.states.size();
  const auto top = static_cast<Level>(system_.rules.levels - 1);
  if (war.pace > 0) {
    std::vector<double> force(count);
    std::vector<std::vector<std::size_t>> attackers(count);  // of each, ascending
    std::vector<int> targets(count);
    for (std::size_t seat = 0; seat < acts.size(); ++seat)
      if (is_live(point, seat) && acts[seat]->done == top) {
        ++targets[state_of(seat)];
        attackers[state_of(seat ^ 1U)].push_back(state_of(seat));
      }
    for (std::size_t k = 0; k < count; ++k)
      if (targets[k] > 0) force[k] = static_cast<double>(point.strength[k]) / targets[k];
    std::vector<std::vector<Fate>> fates(count);
    for (std::size_t j = 0; j < count; ++j) {
      std::sort(attackers[j].begin(), attackers[j].end());
      double pressure = 0;
      for (const std::size_t k : attackers[j]) pressure += force[k];
      const double chance = pressure == 0
                                ? 0
                                : loss_chance({.war = war.pace, .offence = war.offence, .decisive = war.decisive},
                                              pressure, point.strength[j]);
      if (chance < 1) fates[j].push_back({0, std::nullopt, 1 - chance});
      if (chance > 0 && war.spoils < 1) fates[j].push_back({1, std::nullopt, chance * (1 - war.spoils)});
      if (chance > 0 && war.spoils > 0)
        for (const std::size_t k : attackers[j]) fates[j].push_back({1, k, chance * war.spoils * force[k] / pressure});
    }
    lost.clear();
    if (!fits(fates)) return lost;
    each_choice(fates, [&](const std::vector<const Fate*>& chosen, double chance) {
      Loss one{point.strength, point.means, chance};
      std::vector<int> loss(count), gain(count);
      for (std::size_t j = 0; j < count; ++j) {
        loss[j] += chosen[j]->loss;
        if (!chosen[j]->taker) continue;
        ++gain[*chosen[j]->taker];
        --one.means[j];
        std::uint8_t& means = one.means[*chosen[j]->taker];
        means = static_cast<std::uint8_t>(std::min(means + 1, kMostStrength));
      }
      for (std::size_t j = 0; j < count; ++j)
        if (chosen[j]->loss > 0 && point.strength[j] <= 1)
          for (const std::size_t k : attackers[j]) loss[k] += system_.states[j].deterrent;
      for (std::size_t j = 0; j < count; ++j) {
        int strength = point.strength[j] - loss[j];
        if (strength > 0) strength += gain[j];
        one.strength[j] = static_cast<std::uint8_t>(std::clamp(strength, 0, kMostStrength));
      }
      add_loss(lost, std::move(one));
    });
  }
  if (system_.pace <= 0) return lost;
  std::vector<Loss> after;
  rearm(lost, minds, after);
  return after;
}

void SystemWalk::add_loss(std::vector<Loss>& losses, Loss one) {
  for (Loss& known : losses)
    if (known.strength == one.strength && known.means == one.means) {
      known.chance += one.chance;
      return;
    }
  losses.push_back(std::move(one));
}

void SystemWalk::rearm(const std::vector<Loss>& before, const std::vector<std::uint32_t>& minds,
                       std::vector<Loss>& after) const {
  struct Move {
    int by;
    double chance;
  };
  for (const Loss& loss : before) {
    std::vector<std::vector<Move>> moves(loss.strength.size());
    for (std::size_t i = 0; i < moves.size(); ++i) {
      const int means = std::max<int>(loss.means[i], 1);
      const bool has_wish = minds_[i] != nullptr && system_.states[i].alignment->traits().arms;
      const int wanted = std::clamp(has_wish ? minds_[i]->arms(minds[i]) : means, 1, means);
      const int by = loss.strength[i] == 0 || loss.strength[i] == wanted ? 0 : loss.strength[i] < wanted ? 1 : -1;
      if (by == 0 || system_.pace < 1) moves[i].push_back({0, by == 0 ? 1 : 1 - system_.pace});
      if (by != 0) moves[i].push_back({by, system_.pace});
    }
    each_choice(moves, [&](const std::vector<const Move*>& chosen, double chance) {
      Loss one = loss;
      one.chance *= chance;
      for (std::size_t i = 0; i < chosen.size(); ++i)
        one.strength[i] = static_cast<std::uint8_t>(one.strength[i] + chosen[i]->by);
      add_loss(after, std::move(one));
    });
  }
}

}  // namespace detente::systems
