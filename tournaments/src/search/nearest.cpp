// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "search/nearest.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <detente/automata/notation.hpp>
#include <detente/automata/spelled.hpp>
#include <detente/error.hpp>

#include "design/entrants.hpp"

namespace detente {
namespace {

constexpr std::int64_t kFirstRounds = 50;
constexpr std::size_t kMostStatesOfKnown = 256;
constexpr std::size_t kMostStatesOfOpponent = 16;
constexpr Possible kAnything{.slips = true, .verified = false, .crisis = 0};

/// Where errors take a level: up or down, on two levels.
double shifted(const Errors& errors, Level from, Level to) {
  const double moved = from == 0 ? errors.up[0] : errors.down[1];
  return from == to ? 1 - moved : moved;
}

/// A binary strategy as an automaton of the game, told what the seat is told.
std::optional<Automaton> binary_automaton(const SpiralDesign& asked, const Strategy& strategy, std::size_t limit) {
  try {
    const Side side = seated(asked.design, strategy, strategy.name(), "");
    if (own_levels(side.strategy, asked.design.rules.levels) != 2) return std::nullopt;
    const auto derived = derive(side.strategy, 2, kAnything, limit);
    if (!derived) return std::nullopt;
    return minimised(*derived);
  } catch (const Error&) {  // it refuses the game
    return std::nullopt;
  } catch (const StrategyFailure&) {
    return std::nullopt;
  }
}

}  // namespace

Library::Library(const SpiralDesign& asked, const Registry& registry)
    : seat_(seated(asked.design, automaton_strategy(automaton_of_text("C/0")), "candidate", "")),
      rounds_(asked.design.rules.endless ? kFirstRounds : std::min(kFirstRounds, asked.design.rules.rounds)) {
  const auto admit = [&](const Strategy& strategy, const std::string& name) {
    auto automaton = binary_automaton(asked, strategy, kMostStatesOfKnown);
    if (!automaton) return;
    const bool is_known =
        std::any_of(known_.begin(), known_.end(), [&](const Known& known) { return known.automaton == *automaton; });
    if (!is_known) known_.push_back({name, std::move(*automaton)});
  };
  for (const Entrant& entrant : asked.design.entrants) admit(entrant.strategy, entrant.strategy.name());  // named first
  for (const Strategy& strategy : registry.strategies()) {
    admit(strategy, strategy.name());
    for (const Preset& preset : strategy.presets()) admit(registry.strategy(preset.name), std::string(preset.name));
  }
  for (const Entrant& entrant : asked.design.entrants) {
    const auto derived = derive(entrant.side.strategy, asked.design.rules.levels, kAnything, kMostStatesOfKnown);
    if (!derived || derived->levels != 2) continue;
    Automaton least = minimised(*derived);
    const bool is_known = std::any_of(opponents_.begin(), opponents_.end(), [&](const auto& known) {
      return known.second == least && known.first.tremble == entrant.side.tremble &&
             known.first.misperception == entrant.side.misperception;
    });
    if (least.size() <= kMostStatesOfOpponent && !is_known) opponents_.emplace_back(entrant.side, std::move(least));
  }
}

double Library::likeness(const Automaton& member, const Automaton& known, double least) const {
  double alike = 0;  // rounds
  const double all = static_cast<double>(rounds_) * static_cast<double>(opponents_.size());
  double looked_at = 0;
  const std::size_t wide = known.size();
  for (const auto& [side, opponent] : opponents_) {
    const std::size_t size = member.size() * wide * opponent.size();
    std::vector<double> now(size), next(size);
    now[0] = 1;
    for (std::int64_t round = 0; round < rounds_; ++round) {
      std::fill(next.begin(), next.end(), 0.0);
      for (std::size_t point = 0; point < size; ++point) {
        if (now[point] == 0) continue;
        const std::size_t o = point % opponent.size();
        const std::size_t k = point / opponent.size() % wide;
        const std::size_t m = point / opponent.size() / wide;
        const auto& own = member.states[m].play.chance;
        const auto& others = opponent.states[o].play.chance;
        alike += now[point] * (1 - std::abs(own[0] - known.states[k].play.chance[0]));
        for (Level meant = 0; meant < 2; ++meant)
          for (Level done = 0; done < 2; ++done) {
            const double mine = own[meant] * shifted(seat_.tremble, meant, done);
            if (mine == 0) continue;
            for (Level other_meant = 0; other_meant < 2; ++other_meant)
              for (Level other_done = 0; other_done < 2; ++other_done) {
                const double theirs = others[other_meant] * shifted(side.tremble, other_meant, other_done);
                if (theirs == 0) continue;
                for (Level seen = 0; seen < 2; ++seen)
                  for (Level other_seen = 0; other_seen < 2; ++other_seen) {
                    const double chance = now[point] * mine * theirs * shifted(seat_.misperception, other_done, seen) *
                                          shifted(side.misperception, done, other_seen);
                    if (chance == 0) continue;
                    const LevelSeen sight{meant, done, seen, false};
                    const std::size_t to = (member.after(m, sight) * wide + known.after(k, sight)) * opponent.size() +
                                           opponent.after(o, {other_meant, other_done, other_seen, false});
                    next[to] += chance;
                  }
              }
          }
      }
      std::swap(now, next);
      ++looked_at;
      if (alike + all - looked_at < least * all) return -1;
    }
  }
  return opponents_.empty() ? 0 : alike / all;
}

std::pair<std::string, double> Library::nearest(const Automaton& member) const {
  std::pair<std::string, double> best{"", -1};
  for (const Known& known : known_) {
    const double share = likeness(member, known.automaton, best.second);
    if (share > best.second + 1e-12) best = {known.name, share};
  }
  if (best.first.empty()) best.second = 0;
  return best;
}

}  // namespace detente
