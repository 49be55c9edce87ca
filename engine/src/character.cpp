// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/character.hpp>

#include <array>
#include <limits>

#include <detente/automaton.hpp>
#include <detente/episodes.hpp>
#include <detente/game.hpp>
#include <detente/properties.hpp>

namespace detente {
namespace {

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
  for (int own = 0; own < payoffs.levels; ++own)
    for (int other = 0; other < payoffs.levels; ++other)
      payoffs.at(own, other) += 0.1 + by * payoffs.at(own, other) * payoffs.at(own, other);
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

/// One match by hand against a fixed level.
class Ordeal {
 public:
  Ordeal(const Strategy& ready, int levels, Level theirs) : seats_(ready.seat(levels)), theirs_(theirs) {}

  /// What it may do in the round at hand.
  LevelMix chances() const { return seats_->chances(0); }
  void live(Level mine) {
    LaneBytes done, seen, nobody;
    done.at[0] = mine;
    seen.at[0] = theirs_;
    const std::array<std::uint64_t, kLanes> repetitions{};
    seats_->see({.meant = &done,
                 .mine = &done,
                 .theirs = &seen,
                 .verified = &nobody,
                 .repetitions = repetitions.data(),
                 .seed = 1,
                 .seat = 0,
                 .round = ++round_},
                1);
    seats_->hear({}, 1);
  }

 private:
  std::unique_ptr<Seats> seats_;
  Level theirs_;
  std::uint32_t round_ = 0;
};

Level likeliest(const LevelMix& mix) {
  Level best = 0;
  for (Level level = 1; level < kMaxLevels; ++level)
    if (mix.chance[level] > mix.chance[best]) best = level;
  return best;
}

double hostility(const LevelMix& mix, int peace_level) {
  double sum = 0;
  for (int level = peace_level + 1; level < kMaxLevels; ++level) sum += mix.chance[static_cast<std::size_t>(level)];
  return sum;
}

/// What so many rounds show. As long as it is nice it throws no dice, or none that matter; afterwards a strategy that
/// does is followed no further, and what would need it stays open.
void try_out(const Strategy& ready, int levels, int peace_level, Character& found) {
  Ordeal indulged(ready, levels, 0);
  Ordeal provoked(ready, levels, static_cast<Level>(levels - 1));
  const bool has_dice = ready.traits().throws_dice || ready.traits().memory_throws_dice;
  found.is_nice = true;
  for (int round = 0; round < kRoundsTried; ++round) {
    const LevelMix in_peace = indulged.chances();
    const LevelMix in_war = provoked.chances();
    if (hostility(in_peace, peace_level) > 0) found.is_nice = false;
    if (has_dice && !*found.is_nice) return;
    if (hostility(in_war, peace_level) > hostility(in_peace, peace_level)) {
      found.is_retaliating = true;
      if (!*found.is_nice) return;
    }
    indulged.live(likeliest(in_peace));
    provoked.live(likeliest(in_war));
  }
  if (!found.is_retaliating && !has_dice) found.is_retaliating = false;
  if (ready.traits().memory_throws_dice) found.is_nice.reset();
}

Character found_of(const Strategy& strategy, std::size_t most_memories) {
  const Briefing usual = plain(strategy);
  const int levels = usual.levels();
  Character found;
  const auto ready = told(strategy, usual);
  if (!ready) return found;
  Briefing timed = usual;
  timed.rounds = 100;
  found.uses_length = minds(strategy, *ready, timed);
  found.uses_payoffs = minds_payoffs(strategy, *ready, usual);
  const Traits traits = strategy.traits();
  if (!traits.throws_dice && !traits.memory_throws_dice) found.is_deterministic = true;
  const int restrained = traits.graded ? peace_level(levels) : 0;
  const auto walked = derive(*ready, levels, {.slips = true}, most_memories);
  if (!walked) {
    try_out(*ready, own_levels(strategy, levels), restrained, found);
    return found;
  }
  const Properties known = properties(minimised(*walked), restrained);
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

Character character(const Strategy& strategy, std::size_t most_memories) {
  try {
    return asked(strategy.info().name, "when its properties were computed",
                 [&] { return found_of(strategy, most_memories); });
  } catch (const StrategyFailure& failure) {
    throw failure.of(strategy.name());
  }
}

}  // namespace detente
