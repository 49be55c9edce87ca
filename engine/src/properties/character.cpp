// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/properties/character.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <new>

#include <detente/automata/automaton.hpp>
#include <detente/lanes/draws.hpp>
#include <detente/properties/properties.hpp>
#include <detente/spirals/episodes.hpp>
#include <detente/world/game.hpp>

#include "properties/partial_walk.hpp"

namespace detente {
namespace {

constexpr std::size_t kMostProving = 1000;  // memories walked for one question: histories are long ones

Briefing plain(const Strategy& strategy) {
  const int levels = strategy.info().levels;
  const std::string game =
      levels == 2 ? "prisoners-dilemma" : "arms-race:base=prisoners-dilemma,levels=" + std::to_string(levels);
  Briefing briefing;
  briefing.payoffs = parse_game(game).payoffs();
  return briefing;
}

std::optional<Strategy> told(const Strategy& strategy, const Briefing& briefing) {
  try {
    return strategy.briefed(briefing);
  } catch (const Error&) {
    return std::nullopt;
  } catch (const StrategyFailure&) {
    return std::nullopt;
  }
}

/// Whether it begins otherwise when it is told something else. One that refuses what it is told then does mind.
std::optional<bool> minds(const Strategy& strategy, const Strategy& usual, const Briefing& other) {
  const auto changed = told(strategy, other);
  if (!changed) return true;
  const std::partial_ordering order = usual.order(*changed);
  if (order == std::partial_ordering::unordered) return std::nullopt;
  return order != 0;
}

/// Payoffs of the same order in other proportions: so much more for what is worth more.
Briefing with_payoffs_bent(Briefing briefing, double by) {
  Payoffs& payoffs = briefing.payoffs;
  const auto cells = payoffs.value.begin() + payoffs.levels * payoffs.levels;
  const auto [least, most] = std::minmax_element(payoffs.value.begin(), cells);
  const double low = *least;
  const double scale = *most > low ? 5 / (*most - low) : 0;  // as if they went from 0 to 5
  for (int own = 0; own < payoffs.levels; ++own)
    for (int other = 0; other < payoffs.levels; ++other) {
      const double worth = payoffs.at(own, other) - low;
      payoffs.at(own, other) += 0.1 + by * worth * worth * scale;
    }
  return briefing;
}

/// Slightly other payoffs may lead to the same first memory; much other ones, too.
std::optional<bool> minds_payoffs(const Strategy& strategy, const Strategy& ready, const Briefing& usual) {
  std::optional<bool> answer = false;
  for (const double by : {0.03, 0.2, -0.06}) {
    const auto minded = minds(strategy, ready, with_payoffs_bent(usual, by));
    if (!minded || *minded) answer = minded;
  }
  return answer;
}

/// One match by hand.
class Ordeal {
 public:
  Ordeal(const Strategy& ready, int levels, std::uint64_t seed) : seats_(ready.seat(levels)), seed_(seed) {}

  /// What it may do in the round at hand.
  LevelMix chances() const { return seats_->chances(0); }
  void live(Level mine, Level theirs) {
    LaneBytes done, seen, nobody;
    done.at[0] = mine;
    seen.at[0] = theirs;
    const std::array<std::uint64_t, kLanes> repetitions{};
    seats_->see({.meant = &done,
                 .mine = &done,
                 .theirs = &seen,
                 .verified = &nobody,
                 .repetitions = repetitions.data(),
                 .seed = seed_,
                 .seat = 0,
                 .round = ++round_},
                1);
    seats_->hear({}, 1);
  }

 private:
  std::unique_ptr<Seats> seats_;
  std::uint64_t seed_;
  std::uint32_t round_ = 0;
};

Level likeliest(const LevelMix& mix) {
  Level best = 0;
  for (Level level = 1; level < kMaxLevels; ++level)
    if (mix.chance[level] > mix.chance[best]) best = level;
  return best;
}

bool is_certain(const LevelMix& mix) {
  return std::count_if(mix.chance.begin(), mix.chance.end(), [](double chance) { return chance > 0; }) == 1;
}

double hostility(const LevelMix& mix, int peace_level) {
  double sum = 0;
  for (int level = peace_level + 1; level < kMaxLevels; ++level) sum += mix.chance[static_cast<std::size_t>(level)];
  return sum;
}

/// What so many rounds show of niceness and retaliation. As long as it is nice it throws no dice, or none that matter;
/// afterwards a strategy that does is followed no further, and what would need it stays open.
void try_out(const Strategy& ready, int levels, int peace_level, Character& found) {
  Ordeal indulged(ready, levels, 1);
  Ordeal provoked(ready, levels, 1);
  const bool has_dice = ready.traits().throws_dice || ready.traits().memory_throws_dice;
  bool is_nice = true;
  bool has_branched = ready.traits().memory_throws_dice;  // other ways through peace were not gone
  const auto settle = [](std::optional<bool>& question, bool answer) {
    if (!question) question = answer;
  };
  for (int round = 0; round < kRoundsTried; ++round) {
    const LevelMix in_peace = indulged.chances();
    const LevelMix in_war = provoked.chances();
    if (hostility(in_peace, peace_level) > 0) is_nice = false;
    if (!is_nice) settle(found.is_nice, false);
    if (has_dice && !is_nice) return;
    if (hostility(in_war, peace_level) > hostility(in_peace, peace_level)) {
      settle(found.is_retaliating, true);
      if (!is_nice) return;
    }
    has_branched = has_branched || !is_certain(in_peace);
    indulged.live(likeliest(in_peace), 0);
    provoked.live(likeliest(in_war), static_cast<Level>(levels - 1));
  }
  if (!has_dice) settle(found.is_retaliating, false);
  if (!has_branched) settle(found.is_nice, true);
}

/// Looks for a die in matches against opponents who do this and that: one that is thrown for a move, or in the memory,
/// so that another seed leads to another move.
bool shows_dice(const Strategy& ready, int levels) {
  constexpr int kOpponents = 8;
  for (std::uint32_t opponent = 0; opponent < kOpponents; ++opponent) {
    Ordeal one(ready, levels, 1);
    Ordeal other(ready, levels, 2);
    for (std::uint32_t round = 0; round < kRoundsTried; ++round) {
      const LevelMix mix = one.chances();
      if (!is_certain(mix) || other.chances().chance != mix.chance) return true;
      // The first two are always restrained and always hostile.
      const std::uint32_t drawn = philox({round, opponent, 0, 0}, {0, 0})[0];
      const auto wide = static_cast<std::uint32_t>(levels);
      const auto theirs = static_cast<Level>(opponent == 0 ? 0 : opponent == 1 ? wide - 1 : drawn % wide);
      one.live(likeliest(mix), theirs);
      other.live(likeliest(mix), theirs);
    }
  }
  return false;
}

/// What a memory without end, or with a far one, lets be known.
void find_what_can_be(const Strategy& ready, int levels, int peace_level, std::size_t most_memories, Character& found) {
  try {
    const Proved known = proved(ready, levels, peace_level, std::min(most_memories, kMostProving));
    if (known.is_deterministic) found.is_deterministic = known.is_deterministic;
    found.is_nice = known.is_nice;
    found.is_retaliating = known.is_retaliating;
    found.is_forgiving = known.is_forgiving;
    if (!found.is_deterministic && shows_dice(ready, levels)) found.is_deterministic = false;
    try_out(ready, levels, peace_level, found);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (...) {
    // It may fail in rounds that no match has: what was not yet seen stays open.
  }
}

/// Absent too where it fails in some round: what is then proved of it is of other rounds.
std::optional<Automaton> derived(const Strategy& ready, int levels, std::size_t most_memories) {
  try {
    return derive(ready, levels, {.slips = true}, most_memories);
  } catch (const StrategyFailure&) {
    return std::nullopt;
  }
}

Character found_of(const Strategy& strategy, const Briefing& usual, int peace_level, std::size_t most_memories) {
  const int levels = usual.levels();
  Character found;
  const auto ready = told(strategy, usual);
  if (!ready) return found;
  Briefing timed = usual;
  timed.rounds = usual.rounds == 100 ? 101 : 100;
  found.uses_length = minds(strategy, *ready, timed);
  found.uses_payoffs = minds_payoffs(strategy, *ready, usual);
  const Traits traits = strategy.traits();
  if (!traits.throws_dice && !traits.memory_throws_dice) found.is_deterministic = true;
  const auto walked = derived(*ready, levels, most_memories);
  if (!walked) {
    find_what_can_be(*ready, own_levels(strategy, levels), peace_level, most_memories, found);
    return found;
  }
  const Properties known = properties(minimised(*walked), peace_level);
  found.is_deterministic = known.is_deterministic;
  found.is_nice = known.is_nice;
  found.is_retaliating = known.is_retaliating;
  found.is_forgiving = known.is_forgiving;
  found.states = known.states;
  if (known.is_depth_known)
    found.memory =
        known.memory_depth ? static_cast<double>(*known.memory_depth) : std::numeric_limits<double>::infinity();
  return found;
}

}  // namespace

Character character(const Strategy& strategy, const Briefing& usual, int peace_level, std::size_t most_memories) {
  try {
    return asked(strategy.info().name, "when its properties were computed",
                 [&] { return found_of(strategy, usual, peace_level, most_memories); });
  } catch (const StrategyFailure& failure) {
    throw failure.of(strategy.name());
  }
}

Character character(const Strategy& strategy, std::size_t most_memories) {
  const Briefing usual = plain(strategy);
  return character(strategy, usual, strategy.traits().graded ? detente::peace_level(usual.levels()) : 0, most_memories);
}

}  // namespace detente
