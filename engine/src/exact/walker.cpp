// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "exact/walker.hpp"

#include <algorithm>

namespace detente {
Walker::Walker(const Rules& rules, const Seated& seated, bool may_hear, std::optional<int> peace_level)
    : side_(seated.side),
      levels_(rules.levels),
      lens_(seated.side.strategy, rules.levels),
      tremble_(seated.side.tremble, rules.levels),
      misperception_(seated.side.misperception, rules.levels),
      traits_(seated.side.strategy.traits()),
      listens_(traits_.listens && (may_hear || seated.automaton == nullptr)),
      is_table_(seated.automaton != nullptr && !listens_),
      automaton_(seated.automaton),
      peace_level_(peace_level) {}

bool Walker::sit() {
  memories_ = is_table_ ? walk(*automaton_) : side_.strategy.memories(lens_.own());
  return memories_ != nullptr;
}

std::size_t Walker::first(std::int64_t crisis) {
  if (is_table_) {
    for (const Automaton::Start& start : automaton_->other_starts)
      if (start.crisis == crisis) return start.state;
    return 0;
  }
  std::size_t memory = 0;
  const auto top = static_cast<Level>(levels_ - 1);
  for (std::int64_t round = 0; round < crisis; ++round)
    memory = memories_->see(memory, lens_.in({.meant = top, .mine = top, .theirs = top, .verified = false}));
  return memory;
}

double Walker::meant_peace(std::size_t memory, int peace_level) {
  double sum = 0;
  for (const Act& act : stance(memory).acts)
    if (act.meant <= peace_level) sum += act.chance;
  return sum;
}

/// They leave the same level done and lead to the same memory, whatever is seen.
bool Walker::lead_alike(std::size_t memory, const Act& a, const Act& b) const {
  if (a.done != b.done) return false;
  if (peace_level_ && a.meant != b.meant) return false;
  for (Level mine = 0; mine < levels_; ++mine)  // under public monitoring it may learn of another level
    for (Level theirs = 0; theirs < levels_; ++theirs)
      for (const bool verified : {false, true})
        if (automaton_->after(memory, lens_.in({a.meant, mine, theirs, verified})) !=
            automaton_->after(memory, lens_.in({b.meant, mine, theirs, verified})))
          return false;
  return true;
}

/// Acts that lead alike are one.
void Walker::merge(std::size_t memory, std::vector<Act>& acts) const {
  std::vector<Act> merged;
  for (const Act& act : acts) {
    const auto like =
        std::find_if(merged.begin(), merged.end(), [&](const Act& one) { return lead_alike(memory, one, act); });
    if (like == merged.end())
      merged.push_back(act);
    else
      like->chance += act.chance;
  }
  acts = std::move(merged);
}

Stance Walker::stand(std::size_t memory) const {
  Stance stance;
  const LevelMix mix = memories_->play(memory);
  for (Level own = 0; own < lens_.own(); ++own) {
    const double chance = mix.chance[own];
    if (chance == 0) continue;
    const Level meant = lens_.out(own);
    for (const Likely& done : tremble_.from(meant)) stance.acts.push_back({meant, done.level, chance * done.chance});
  }
  stance.is_open = traits_.opens && memories_->open(memory);
  if (is_table_) merge(memory, stance.acts);
  return stance;
}

}  // namespace detente
