// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/system_walk.hpp"

#include <algorithm>

#include <detente/strategy/failure.hpp>

namespace detente::systems {
namespace {

constexpr auto kDefend = static_cast<std::uint8_t>(Stance::defend);
constexpr auto kBack = static_cast<std::uint8_t>(Stance::back);
constexpr auto kOppose = static_cast<std::uint8_t>(Stance::oppose);

/// Adds a chance to what is like it already.
template <class Kind, class Same>
void add(std::vector<Kind>& laws, const Kind& one, Same same) {
  if (one.chance <= 0) return;
  for (Kind& known : laws)
    if (same(known, one)) {
      known.chance += one.chance;
      return;
    }
  laws.push_back(one);
}

void add_act(std::vector<Act>& acts, const Act& act) {
  add(acts, act, [](const Act& a, const Act& b) { return a.meant == b.meant && a.done == b.done; });
}

/// Calls `take` with each level after errors and its chance.
template <class Take>
void each_error(const Errors& errors, int levels, Level level, Take take) {
  const double up = level < levels - 1 ? errors.up[level] : 0;
  const double down = level > 0 ? errors.down[level] : 0;
  take(level, 1 - up - down);
  if (up > 0) take(static_cast<Level>(level + 1), up);
  if (down > 0) take(static_cast<Level>(level - 1), down);
}

}  // namespace

SystemWalk::SystemWalk(const System& system) : system_(system), ties_(system), known_(2 * system.fronts.size()) {
  needs_strength_ = system.war.pace > 0 || system.pace > 0;
  needs_standing_ = !ties_.circles.empty();
  for (const Ties::Tie& tie : ties_.all) needs_standing_ = needs_standing_ || tie.pledge == Stance::defend;
  for (std::size_t seat = 0; seat < known_.size(); ++seat) {
    const Strategy& strategy = side(seat).strategy;
    lenses_.emplace_back(strategy, system.rules.levels);
    memories_.push_back(strategy.memories(lenses_.back().own()));
    is_closed_ = is_closed_ && memories_.back() != nullptr;
  }
  for (const SystemState& state : system.states) {
    minds_.push_back(state.alignment ? state.alignment->memories() : nullptr);
    is_closed_ = is_closed_ && (!state.alignment || minds_.back() != nullptr);
  }
}

std::uint32_t SystemWalk::see(std::size_t seat, std::uint32_t memory, const LevelSeen& round) {
  const std::uint64_t name = std::uint64_t{memory} << 16 | std::uint64_t{round.meant} << 11 |
                             std::uint64_t{round.mine} << 6 | std::uint64_t{round.theirs} << 1 | round.verified;
  const auto [known, is_new] = known_[seat].try_emplace(name, 0);
  if (is_new)
    known->second = asked(side(seat).name, "when it saw a round", [&] {
      return static_cast<std::uint32_t>(memories_[seat]->see(memory, lenses_[seat].in(round)));
    });
  return known->second;
}

Point SystemWalk::first() {
  Point point;
  const auto top = static_cast<Level>(system_.rules.levels - 1);
  for (std::size_t seat = 0; seat < memories_.size(); ++seat) {
    std::uint32_t memory = 0;
    for (std::int64_t round = 0; round < system_.fronts[seat / 2].crisis; ++round)
      memory = see(seat, memory, {top, top, top, false});
    point.memories.push_back(memory);
  }
  first_memories_ = point.memories;
  for (const SystemState& state : system_.states) {
    point.good.push_back(1);
    point.strength.push_back(static_cast<std::uint8_t>(state.strength));
    point.means.push_back(static_cast<std::uint8_t>(state.means));
    point.minds.push_back(0);
  }
  std::vector<std::uint8_t> pledges;
  for (const Ties::Tie& tie : ties_.all) pledges.push_back(static_cast<std::uint8_t>(tie.pledge));
  point.minds = think(point, pledges, nullptr, true);
  return point;
}

std::vector<std::uint8_t> SystemWalk::stances(const Point& point) const {
  std::vector<std::uint8_t> stances;
  stances.reserve(ties_.all.size());
  for (const Ties::Tie& tie : ties_.all) {
    auto stance = static_cast<std::uint8_t>(tie.pledge);
    if (tie.place)
      if (const Stance said = minds_[tie.by]->stance(point.minds[tie.by], *tie.place);
          said == Stance::oppose || (said != Stance::none && !system_.has_void_pledges))
        stance = static_cast<std::uint8_t>(said);
    stances.push_back(stance);
  }
  return stances;
}

std::vector<std::vector<Act>> SystemWalk::acts(const Point& point, const std::vector<std::uint8_t>& stances,
                                               const Manner& manner) const {
  const int levels = system_.rules.levels;
  std::vector<std::vector<Act>> all(memories_.size());
  for (std::size_t seat = 0; seat < all.size(); ++seat) {
    if (!is_live(point, seat)) {
      all[seat].push_back({0, 0, 1});
      continue;
    }
    const Side& who = side(seat);
    LevelMix mix = asked(who.name, "when it was asked for its choice",
                         [&] { return memories_[seat]->play(point.memories[seat]); });
    const Lens& lens = lenses_[seat];
    if (ties_.to_other[seat] && stances[*ties_.to_other[seat]] == kOppose) {
      mix = LevelMix();
      mix.chance[static_cast<std::size_t>(lens.own() - 1)] = 1;
    }
    for (int own = 0; own < lens.own(); ++own) {
      const double chance = mix.chance[static_cast<std::size_t>(own)];
      if (chance <= 0) continue;
      const Level meant = lens.out(static_cast<Level>(own));
      if (manner.is_silent)
        add_act(all[seat], {meant, meant, chance});
      else
        each_error(who.tremble, levels, meant, [&](Level done, double error) {
          add_act(all[seat], {meant, done, chance * error});
        });
    }
  }
  if (!fits(all))
    for (std::vector<Act>& law : all) law.clear();
  return all;
}

std::vector<std::vector<Glimpse>> SystemWalk::glimpses(const Point& point, const std::vector<const Act*>& acts,
                                                       const Manner& manner) const {
  const int levels = system_.rules.levels;
  std::vector<int> hostile(system_.states.size());
  for (std::size_t seat = 0; seat < acts.size(); ++seat)
    if (acts[seat]->done > system_.peace_level) ++hostile[state_of(seat)];
  std::vector<std::vector<Glimpse>> all(acts.size());
  for (std::size_t seat = 0; seat < acts.size(); ++seat) {
    if (!is_live(point, seat)) {
      all[seat].push_back({0, false, 1});
      continue;
    }
    const std::size_t other = seat ^ 1U;
    const Level truth = acts[other]->done;
    const bool is_open = memories_[other]->open(point.memories[other]);
    const double verify = is_open ? 1 : system_.fronts[seat / 2].verify[seat % 2];
    const bool is_elsewhere = hostile[state_of(other)] > (truth > system_.peace_level ? 1 : 0);
    const auto take = [&](Level seen, bool verified, double chance) {
      if (manner.misread_by == seat) seen = static_cast<Level>(std::min(seen + 1, levels - 1));
      add(all[seat], Glimpse{seen, verified, chance},
          [](const Glimpse& a, const Glimpse& b) { return a.level == b.level && a.verified == b.verified; });
    };
    take(truth, true, verify);
    const double ambiguity = is_elsewhere && truth < levels - 1 ? system_.ambiguity : 0;
    for (const int up : {0, 1}) {
      const double shown_chance = (1 - verify) * (up == 1 ? ambiguity : 1 - ambiguity);
      if (shown_chance <= 0) continue;
      const auto shown = static_cast<Level>(truth + up);
      if (manner.is_silent)
        take(shown, false, shown_chance);
      else
        each_error(side(seat).misperception, levels, shown,
                   [&](Level seen, double error) { take(seen, false, shown_chance * error); });
    }
  }
  return all;
}

std::vector<std::uint8_t> SystemWalk::standing(const Point& point, const std::vector<const Act*>& acts) const {
  std::vector<std::uint8_t> good(point.good.size(), 1);
  if (!needs_standing_) return good;
  for (std::size_t seat = 0; seat < acts.size(); ++seat)
    if (acts[seat]->done > system_.peace_level && point.good[state_of(seat ^ 1U)] != 0) good[state_of(seat)] = 0;
  return good;
}

std::vector<std::uint32_t> SystemWalk::remember(const Point& point, const std::vector<std::uint8_t>& stances,
                                                const std::vector<const Act*>& acts,
                                                const std::vector<const Glimpse*>& seen) {
  std::vector<std::uint32_t> memories(acts.size());
  for (std::size_t seat = 0; seat < acts.size(); ++seat) {
    if (!is_live(point, seat)) {
      memories[seat] = first_memories_[seat];
      continue;
    }
    Level told = seen[seat]->level;
    for (const Ties::Plea& plea : ties_.pleas[seat]) {
      const std::uint8_t stance = stances[plea.tie];
      if (stance == kBack || (stance == kDefend && point.good[ties_.all[plea.tie].to] != 0))
        told = std::max(told, seen[plea.seat]->level);
    }
    const bool is_true = seen[seat]->verified && told == seen[seat]->level;
    const Level mine = system_.rules.public_monitoring ? seen[seat ^ 1U]->level : acts[seat]->done;
    memories[seat] = see(seat, point.memories[seat], {acts[seat]->meant, mine, told, is_true});
  }
  return memories;
}

bool SystemWalk::is_called(const Point& point, const std::vector<std::uint8_t>& stances,
                           const std::vector<const Glimpse*>& seen, std::size_t seat) const {
  return std::any_of(ties_.pleas[seat].begin(), ties_.pleas[seat].end(), [&](const Ties::Plea& plea) {
    const std::uint8_t stance = stances[plea.tie];
    return seen[plea.seat]->level > system_.peace_level &&
           (stance == kBack || (stance == kDefend && point.good[ties_.all[plea.tie].to] != 0));
  });
}

std::vector<std::uint32_t> SystemWalk::think(const Point& next, const std::vector<std::uint8_t>& stances,
                                             const std::vector<const Glimpse*>* seen, bool begins) {
  std::vector<std::uint32_t> minds(next.minds.size(), 0);
  for (const Ties::Circle& circle : ties_.circles) {
    News news;
    news.size = static_cast<int>(circle.places.size());
    for (std::size_t p = 0; p < circle.places.size(); ++p) {
      const std::size_t state = circle.places[p];
      news.of[p] = {.strength = next.strength[state],
                    .means = next.means[state],
                    .deterrent = static_cast<std::uint8_t>(system_.states[state].deterrent),
                    .is_good = next.good[state] != 0,
                    .victims = 0,
                    .protectors = 0};
      if (seen != nullptr)
        for (const auto& [place, seat] : circle.victims[p])
          if ((*seen)[seat]->level > system_.peace_level) news.of[p].victims |= std::uint64_t{1} << place;
      for (const auto& [place, tie] : circle.protectors[p])
        if (stands_by(stances[tie])) news.of[p].protectors |= std::uint64_t{1} << place;
    }
    for (std::size_t m = 0; m < circle.members.size(); ++m) {
      const std::size_t member = circle.members[m];
      news.me = circle.member_places[m];
      minds[member] = asked(system_.states[member].alignment->name(), "when it learnt of a round", [&] {
        const std::uint32_t mind = next.minds[member];
        return static_cast<std::uint32_t>(begins ? minds_[member]->begin(mind, news) : minds_[member]->see(mind, news));
      });
    }
  }
  return minds;
}

void SystemWalk::each_next(const Point& point, const std::vector<std::uint8_t>& stances,
                           const std::vector<const Act*>& acts, const Manner& manner, const TakeNext& take) {
  const std::vector<std::vector<Glimpse>> sights = glimpses(point, acts, manner);
  const std::vector<Loss> lost = losses(point, acts);
  if (lost.empty() || !fits(sights, static_cast<double>(lost.size()))) return;
  Point next;
  next.good = standing(point, acts);
  std::vector<std::size_t> at(sights.size());
  std::vector<const Glimpse*> seen(sights.size());
  for (;;) {
    double chance = 1;
    for (std::size_t seat = 0; seat < sights.size(); ++seat) {
      seen[seat] = &sights[seat][at[seat]];
      chance *= seen[seat]->chance;
    }
    const std::vector<std::uint32_t> memories = remember(point, stances, acts, seen);
    for (const Loss& loss : lost) {
      next.memories = memories;
      next.strength = loss.strength;
      next.means = loss.means;
      next.minds = point.minds;
      for (std::size_t seat = 0; seat < memories.size(); ++seat)
        if (!is_live(next, seat)) next.memories[seat] = first_memories_[seat];
      next.minds = think(next, stances, &seen, false);
      take(next, seen, chance * loss.chance);
    }
    std::size_t seat = 0;
    while (seat < at.size() && ++at[seat] == sights[seat].size()) at[seat++] = 0;
    if (seat == at.size()) return;
  }
}

std::string SystemWalk::key(const Point& point) const {
  std::string key;
  const auto put = [&](const auto& numbers) {
    key.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(numbers[0]));
  };
  put(point.memories);
  put(point.minds);
  if (needs_standing_) put(point.good);
  if (needs_strength_) {
    put(point.strength);
    put(point.means);
  }
  return key;
}

}  // namespace detente::systems
