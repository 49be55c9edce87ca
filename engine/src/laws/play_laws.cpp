// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <functional>

#include <detente/laws/laws.hpp>

#include "laws/law_list.hpp"
#include "laws/law_worlds.hpp"
#include "laws/probe_opponents.hpp"

namespace detente {
namespace {

/// Tries a law on matches in all worlds, against a few opponents and against a copy; the first breach.
std::string over_worlds(const Strategy& strategy,
                        const std::function<std::string(const LawWorld&, const Side&, const Side&)>& law) {
  for (const LawWorld& world : worlds()) {
    const auto mine = side(strategy, world);
    if (!mine) continue;
    for (int number = 0; number < kProbeOpponents; number += 8) {
      const std::string breach = law(world, *mine, *side(automaton(number), world));
      if (!breach.empty()) return breach;
    }
    const std::string breach = law(world, *mine, *mine);
    if (!breach.empty()) return breach;
  }
  return "";
}

/// A strategy that may not speak.
class Muted final : public Prototype {
 public:
  explicit Muted(Strategy strategy) : strategy_(std::move(strategy)) {}

  const Info& info() const override { return strategy_.info(); }
  Traits traits() const override {
    Traits traits = strategy_.traits();
    traits.speaks = false;
    return traits;
  }
  std::vector<Parameter> parameters() const override { return {}; }
  std::shared_ptr<const Prototype> with(std::size_t, const ParameterValue&) const override { return nullptr; }
  std::shared_ptr<const Prototype> briefed(const Briefing&) const override { return nullptr; }
  std::unique_ptr<Seats> seat(int levels) const override { return strategy_.seat(levels); }
  std::unique_ptr<Memories> memories(int levels) const override { return strategy_.memories(levels); }

 private:
  Strategy strategy_;
};

}  // namespace

std::string stays_in_range(const Strategy& strategy) {
  const std::string breach = over_worlds(strategy, [](const LawWorld& world, const Side& mine, const Side& other) {
    played(world, mine, other);
    played(world, other, mine);
    return std::string();
  });
  const LawWorld world = long_world();
  const auto mine = side(strategy, world);
  if (mine) played(world, *mine, *side(automaton(2), world), {.repetitions = 2});
  return breach;
}

std::string repeats_itself(const Strategy& strategy) {
  return over_worlds(strategy, [&](const LawWorld& world, const Side& mine, const Side& other) -> std::string {
    const auto first = played(world, mine, other);
    const std::string difference = parting(first, played(world, mine, other));
    if (difference.empty()) return "";
    return "the same match gave two different results: " + difference + "; " + hiding_place(strategy);
  });
}

std::string remembers_nothing_between_matches(const Strategy& strategy) {
  for (const LawWorld& world : worlds()) {
    const auto mine = side(strategy, world);
    if (!mine) continue;
    const Side other = *side(automaton(3), world);
    const Climate climate = climate_of(world, *mine, other);
    Encounter encounter(climate.rules(), climate, *mine, other);
    const auto before = played(encounter, climate, world, {});
    for (int number = 4; number < kProbeOpponents; number += 4)
      played(world, *mine, *side(automaton(number), world), {.first = 900});
    played(encounter, climate, world, {.first = 500, .repetitions = kLanes});
    const std::string difference = parting(before, played(encounter, climate, world, {}));
    if (!difference.empty())
      return "a match gave a different result after other matches: " + difference + "; " + hiding_place(strategy);
  }
  return "";
}

std::string seats_are_strangers(const Strategy& strategy) {
  return over_worlds(strategy, [&](const LawWorld& world, const Side& mine, const Side& other) -> std::string {
    const std::size_t repetitions = Play{}.repetitions;
    std::vector<std::string> alone;
    for (std::size_t i = 0; i < repetitions; ++i)
      alone.push_back(played(world, mine, other, {.first = i, .repetitions = 1})[0]);
    const std::string difference = parting(played(world, mine, other), alone);
    if (difference.empty()) return "";
    return "matches played in parallel and one by one gave different results: " + difference + "; " +
           hiding_place(strategy);
  });
}

std::string words_are_not_deeds(const Strategy& strategy) {
  const Play deeds{.has_priced_signals = true, .tells_signals = false};
  for (const LawWorld& world : worlds()) {
    const auto mine = side(strategy, world);
    if (!mine) continue;
    for (int number = 0; number < kProbeOpponents; number += 8) {
      const Side silent = *side(automaton(number), world);
      const Side chatting = *side(automaton(number).with("chatter", 1), world);
      Side muted = *mine;
      muted.strategy = Strategy(std::make_shared<Muted>(mine->strategy));
      const auto before = played(world, *mine, silent, deeds);
      const std::string unasked = parting(before, played(world, muted, silent, deeds));
      if (!unasked.empty()) return "it played differently when say() was not called: " + unasked;
      if (strategy.traits().listens) continue;
      const std::string told_something = parting(before, played(world, *mine, chatting, deeds));
      if (!told_something.empty())
        return "it has no hear(), but it played differently when the opponent sent signals: " + told_something;
    }
  }
  return "";
}

}  // namespace detente
