// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <functional>

#include <detente/automaton.hpp>

#include "law_worlds.hpp"

namespace detente {
namespace {

constexpr std::size_t kWalked = 4096;  // memories

/// Lets seats of the strategy live through rounds of dice and looks at them before each; the first breach that it sees.
std::string experienced(const Side& mine, std::uint32_t rounds, const std::function<std::string(Seats&)>& look) {
  const int levels = 2;
  std::string breach;
  const auto seats = mine.strategy.seat(levels);
  std::array<std::uint64_t, kLanes> repetitions{};
  for (std::size_t lane = 0; lane < kLanes; ++lane) repetitions[lane] = lane / 2;
  for (std::uint32_t round = 1; round <= rounds && breach.empty(); ++round) {
    breach = look(*seats);
    LaneBytes done, theirs, nobody;
    LaneSignals heard;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const auto bits =
          philox({round, 0, static_cast<std::uint32_t>(lane / 2), 0}, {3, 4});  // pairs of lanes live alike
      done.at[lane] = static_cast<std::uint8_t>(bits[0] % static_cast<std::uint32_t>(levels));
      theirs.at[lane] = static_cast<std::uint8_t>(bits[1] % static_cast<std::uint32_t>(levels));
      heard.put(lane, {.kind = static_cast<Signal::Kind>(bits[2] % 3), .level = 0, .rounds = 1});
    }
    seats->hear(heard, kLanes);
    seats->see({.meant = &done,
                .mine = &done,
                .theirs = &theirs,
                .verified = &nobody,
                .repetitions = repetitions.data(),
                .seed = 1,
                .seat = 0,
                .round = round},
               kLanes);
  }
  return breach;
}

}  // namespace

std::string asking_is_not_an_event(const Strategy& strategy) {
  const LawWorld world;
  const auto mine = side(strategy, world);
  if (!mine) return "";
  const std::vector<std::uint32_t> dice(kLanes, 1U << 30);
  return experienced(*mine, 30, [&](Seats& seats) -> std::string {
    Choices first, again;
    first.dice = again.dice = dice.data();
    LaneSignals said, said_again;
    seats.play(first, kLanes);
    seats.say(said, kLanes);
    seats.play(again, kLanes);
    seats.say(said_again, kLanes);
    if (first.meant.at != again.meant.at || first.cooperation != again.cooperation)
      return "asked twice in one round for its move, it answered differently";
    if (said.kind.at != said_again.kind.at || said.level.at != said_again.level.at)
      return "asked twice in one round for its signal, it answered differently";
    return "";
  });
}

std::string memory_is_in_order(const Strategy& strategy) {
  const LawWorld world;
  const auto mine = side(strategy, world);
  if (!mine || !strategy.traits().ordered) return "";
  return experienced(*mine, 40, [](Seats& seats) -> std::string {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      if (seats.order(lane, lane) != std::partial_ordering::equivalent)
        return "a memory does not equal itself: it holds something unordered, such as a NaN";
      for (std::size_t other = 0; other < kLanes; ++other) {
        const bool is_twin = lane / 2 == other / 2;
        const bool is_equal = seats.order(lane, other) == std::partial_ordering::equivalent;
        if (is_twin && !is_equal) return "two copies that lived through the same rounds have unequal memories";
        if (is_equal && seats.chances(lane).chance != seats.chances(other).chance)
          return "two memories that count as equal choose differently: operator<=> leaves a field out";
      }
    }
    return "";
  });
}

// The automaton lives through the same rounds as live seats and must give the same chances.
std::string is_its_automaton(const Strategy& strategy) {
  for (const LawWorld& world : worlds()) {
    const auto mine = side(strategy, world);
    if (!mine) continue;
    const int levels = own_levels(mine->strategy, mine->payoffs.levels);
    if (levels > 6) continue;  // walked in others; all inputs of 16 levels take seconds
    const auto walked = derive(mine->strategy, mine->payoffs.levels, {.slips = true, .verified = true}, kWalked);
    if (!walked) continue;
    const Automaton machine = minimised(*walked);
    const auto seats = mine->strategy.seat(levels);
    std::array<std::size_t, kLanes> state{};
    const std::array<std::uint64_t, kLanes> repetitions{};
    for (std::uint32_t round = 1; round <= 100; ++round) {
      LaneBytes meant, done, theirs, verified;
      seats->hear({}, kLanes);
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const auto bits = philox({round, 1, static_cast<std::uint32_t>(lane), 0}, {5, 6});
        const auto& chance = machine.states[state[lane]].play.chance;
        if (seats->chances(lane).chance != chance)
          return "in round " + std::to_string(round) +
                 " it does not play as the automaton that was read off it: what it remembers and what operator<=> "
                 "compares are not the same";
        while (chance[meant.at[lane]] == 0) ++meant.at[lane];
        done.at[lane] =
            bits[0] % 4 == 0 ? static_cast<std::uint8_t>(bits[1] % static_cast<std::uint32_t>(levels)) : meant.at[lane];
        theirs.at[lane] = static_cast<std::uint8_t>(bits[2] % static_cast<std::uint32_t>(levels));
        verified.at[lane] = bits[3] % 2;
        state[lane] = machine.after(state[lane], {meant.at[lane], done.at[lane], theirs.at[lane], bits[3] % 2 == 1});
      }
      seats->see({.meant = &meant,
                  .mine = &done,
                  .theirs = &theirs,
                  .verified = &verified,
                  .repetitions = repetitions.data(),
                  .seed = 1,
                  .seat = 0,
                  .round = round},
                 kLanes);
    }
  }
  return "";
}

}  // namespace detente
