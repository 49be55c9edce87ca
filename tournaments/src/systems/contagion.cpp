// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/error.hpp>
#include <detente/systems/system_contest.hpp>

#include "systems/system_blocks.hpp"

namespace detente {
namespace {

/// Notes which fronts leave peace within a span of rounds.
class Rupture : public SystemObserver {
 public:
  Rupture(const System& system, const Misreading& impulse, std::optional<std::size_t> seat)
      : system_(system), impulse_(impulse), seat_(seat), ruptured_(system.fronts.size()) {}

  SystemInterference interference(std::int64_t round) const override {
    return {.is_silent = false, .misread_by = round == impulse_.round ? seat_ : std::nullopt};
  }
  bool see(const SystemRound& round) override {
    if (round.round < impulse_.round) return true;
    for (std::size_t f = 0; f < ruptured_.size(); ++f)
      for (std::size_t l = 0; l < round.lanes; ++l)
        if (std::max(round.done[2 * f].at[l], round.done[2 * f + 1].at[l]) > system_.peace_level)
          ruptured_[f].at[l] = 1;
    return round.round < impulse_.round + impulse_.horizon;
  }
  bool is_ruptured(std::size_t front, std::size_t lane) const { return ruptured_[front].at[lane] != 0; }

 private:
  const System& system_;
  const Misreading& impulse_;
  std::optional<std::size_t> seat_;
  std::vector<LaneBytes> ruptured_;
};

}  // namespace

Contagion play_impulse(const SystemDesign& design, const Misreading& impulse, int threads, const Watch& watch) {
  const System& system = design.system;
  const std::size_t by = state_of(system, impulse.by, "impulse");
  const std::size_t of = state_of(system, impulse.of, "impulse");
  const auto found = std::find_if(system.fronts.begin(), system.fronts.end(), [&](const SystemFront& front) {
    return front.row == std::min(by, of) && front.column == std::max(by, of);
  });
  if (by == of || found == system.fronts.end())
    throw Error("impulse: there is no front between '" + impulse.by + "' and '" + impulse.of + "'");
  if (design.request.base.engine == "tables")
    throw Error("engine is 'tables', from which an impulse cannot be played; give --engine objects or leave it out");
  if (system.rules.endless) throw Error("an impulse is sampled, which a match without end cannot be; give --rounds");
  if (!system.rules.continuation && impulse.round > system.rules.rounds)
    throw Error("impulse: round " + std::to_string(impulse.round) + " is after the last round, which is " +
                std::to_string(system.rules.rounds));
  const auto front = static_cast<std::size_t>(found - system.fronts.begin());
  const std::size_t seat = 2 * front + (by < of ? 0 : 1);
  const std::int64_t repetitions = design.request.base.repetitions;
  const auto count = static_cast<std::size_t>(repetitions);
  std::vector<std::vector<double>> gained(system.fronts.size(), std::vector<double>(count));
  std::vector<double> spread(count);
  systems::each_at_once(systems::blocks_of(repetitions), threads, watch, [&](std::size_t b) {
    SystemMatch match(system);
    SystemTally tally;
    const std::size_t lanes = systems::lanes_of(repetitions, b);
    Rupture with(system, impulse, seat);
    Rupture without(system, impulse, std::nullopt);
    match.play(b * kLanes, lanes, tally, {}, &with);
    match.play(b * kLanes, lanes, tally, {}, &without);
    for (std::size_t l = 0; l < lanes; ++l) {
      const auto at = static_cast<std::size_t>(tally.block.repetitions[l]);
      for (std::size_t f = 0; f < system.fronts.size(); ++f) {
        gained[f][at] = (with.is_ruptured(f, l) ? 1 : 0) - (without.is_ruptured(f, l) ? 1 : 0);
        if (f != front) spread[at] += gained[f][at];
      }
    }
  });
  Contagion contagion;
  for (const std::vector<double>& of_front : gained) contagion.fronts.push_back(systems::estimate(of_front));
  contagion.spread = systems::estimate(spread);
  const bool begins_at_peace =
      std::all_of(system.fronts.begin(), system.fronts.end(), [](const SystemFront& one) { return one.crisis == 0; });
  const auto stop = [&] { return watch.stop && watch.stop(); };
  if (begins_at_peace && !SystemChain::unsolvable(system) &&
      stays_at_peace(system, impulse.horizon + 1, static_cast<std::size_t>(design.request.base.exact_limit), stop)
          .value_or(false))
    contagion.silent =
        silent_contagion(system, seat, impulse.horizon, static_cast<std::size_t>(design.request.base.exact_limit),
                         [&] { return watch.stop && watch.stop(); });
  return contagion;
}

std::vector<std::optional<SilentContagion>> silent_matrix(const SystemDesign& design, std::int64_t horizon, int threads,
                                                          const Watch& watch) {
  System system = design.system;
  for (SystemFront& front : system.fronts) front.crisis = 0;
  std::vector<std::optional<SilentContagion>> all(2 * system.fronts.size());
  if (SystemChain::unsolvable(system)) return all;
  const auto limit = static_cast<std::size_t>(design.request.base.exact_limit);
  const auto stop = [&] { return watch.stop && watch.stop(); };
  if (!stays_at_peace(system, horizon + 1, limit, stop).value_or(true))
    throw Error(
        "contagion: without noise some state is hostile by itself, and a misreading is followed from peace; leave "
        "--contagion out");
  systems::each_at_once(all.size(), threads, watch, [&](std::size_t seat) {
    all[seat] = silent_contagion(system, seat, horizon, limit, [&] { return watch.stop && watch.stop(); });
  });
  return all;
}

}  // namespace detente
