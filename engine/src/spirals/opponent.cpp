// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/spirals/opponent.hpp>

#include <algorithm>
#include <cmath>

#include "numerics/ordered_sums.hpp"
#include "spirals/pairing_chain.hpp"
#include "world/shifts.hpp"

namespace detente {

struct PairingSpace::Memory {
  PairingChain chain;
  PairingFlows flows;
};

PairingSpace::PairingSpace() : memory_(std::make_unique<Memory>()) {}
PairingSpace::~PairingSpace() = default;

Opponent::Opponent(const Rules& rules, const Side& side, const Automaton& automaton, const Errors& tremble,
                   const Errors& misperception, const Trial& trial)
    : rounds_(rules.rounds), durable_(trial.durable), horizon_(trial.horizon) {
  const Shifts own_slips(side.tremble, 2), own_sight(side.misperception, 2);
  const Shifts slips(tremble, 2), sight(misperception, 2);
  for (Level level = 0; level < 2; ++level) {
    for (const Likely& done : slips.from(level)) done_[level].push_back({done.level, done.chance});
    for (const Likely& seen : sight.from(level)) seen_[level].push_back({seen.level, seen.chance});
  }
  for (const Automaton::State& state : automaton.states) is_open_.push_back(state.is_open);
  for (std::size_t state = 0; state < automaton.size(); ++state)
    for (Level other = 0; other < 2; ++other) {
      first_.push_back(static_cast<std::uint32_t>(ways_.size()));
      const std::size_t from = ways_.size();
      for (Level meant = 0; meant < 2; ++meant) {
        const double chosen = automaton.states[state].play.chance[meant];
        if (chosen == 0) continue;
        for (const Likely& done : own_slips.from(meant))
          for (const Likely& seen : own_sight.from(other)) {
            const auto next =
                static_cast<std::uint32_t>(automaton.after(state, {meant, done.level, seen.level, false}));
            const double chance = chosen * done.chance * seen.chance;
            const auto known = std::find_if(ways_.begin() + static_cast<std::ptrdiff_t>(from), ways_.end(),
                                            [&](const Way& way) { return way.done == done.level && way.next == next; });
            if (known != ways_.end())
              known->chance += chance;
            else
              ways_.push_back({done.level, next, chance});
          }
      }
    }
  first_.push_back(static_cast<std::uint32_t>(ways_.size()));
}

bool Opponent::can_be_met(const Rules& rules, const Side& side, const Trial& trial) {
  const Traits traits = side.strategy.traits();
  return rules.levels == 2 && !rules.continuation && !rules.endless && rules.discount == 1 &&
         !rules.public_monitoring && rules.crisis == 0 && rules.turns.empty() &&
         (!traits.listens || rules.signal_noise == 0) && trial.peace == Peace{} && trial.ages.spiral == 4;
}

Pairing Opponent::meet(const Automaton& automaton, const PairingParts& parts, PairingSpace& space) const {
  PairingChain& chain = space.memory_->chain;
  chain.begin(automaton.size() * size(), size());
  for (std::size_t point = 0; point < chain.size(); ++point) {
    const std::uint32_t own = chain.states(point).first;
    const std::uint32_t others = chain.states(point).second;
    chain.open_point();
    const bool is_open = is_open_[others];
    const auto& play = automaton.states[own].play.chance;
    const auto meets = [&](Level meant, std::uint32_t done, const Way& way, std::uint32_t seen, double chance) {
      const LevelSeen round{meant, static_cast<Level>(done), static_cast<Level>(seen), is_open};
      chain.add(done == 0 && way.done == 0, static_cast<std::uint32_t>(automaton.after(own, round)), way.next, chance);
    };
    for (Level meant = 0; meant < 2; ++meant) {
      if (play[meant] == 0) continue;
      for (const Part& done : done_[meant]) {
        const double act = play[meant] * done.chance;
        const std::size_t place = others * 2 + done.level;
        for (std::uint32_t w = first_[place]; w < first_[place + 1]; ++w) {
          const Way& way = ways_[w];
          const double chance = act * way.chance;
          chain.count(done.level, way.done, chance);
          if (is_open)
            meets(meant, done.level, way, way.done, chance);
          else
            for (const Part& seen : seen_[way.done]) meets(meant, done.level, way, seen.level, chance * seen.chance);
        }
      }
    }
    chain.close_point();
  }
  chain.finish();
  Pairing pairing;
  PairingFlows& flows = space.memory_->flows;
  if (parts.rounds) flows.play(chain, rounds_, pairing);
  if (parts.escape) flows.escape(chain, durable_, horizon_, parts.precision, pairing);
  return pairing;
}

}  // namespace detente
