// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <functional>

#include <detente/automata/automaton.hpp>
#include <detente/text/text.hpp>

#include "laws/law_list.hpp"
#include "laws/law_worlds.hpp"

namespace detente {
namespace {

constexpr std::size_t kWalked = 4096;  // memories

/// A round of dice for all lanes; pairs of lanes live alike.
void live(Seats& seats, std::uint32_t round, std::size_t lanes) {
  const int levels = 2;
  std::array<std::uint64_t, kLanes> repetitions{};
  LaneBytes done, theirs, nobody;
  LaneSignals heard;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const auto bits = philox({round, 0, static_cast<std::uint32_t>(lane / 2), 0}, {3, 4});
    repetitions[lane] = lane / 2;
    done.at[lane] = static_cast<std::uint8_t>(bits[0] % static_cast<std::uint32_t>(levels));
    theirs.at[lane] = static_cast<std::uint8_t>(bits[1] % static_cast<std::uint32_t>(levels));
    heard.put(lane, {.kind = static_cast<Signal::Kind>(bits[2] % 3), .level = 0, .rounds = 1});
  }
  seats.hear(heard, lanes);
  seats.see({.meant = &done,
             .mine = &done,
             .theirs = &theirs,
             .verified = &nobody,
             .repetitions = repetitions.data(),
             .seed = 1,
             .seat = 0,
             .round = round},
            lanes);
}

/// Lets seats of the strategy live through rounds of dice and looks at them before each; the first breach that it sees,
/// with its round.
std::string experienced(const Side& mine, std::uint32_t rounds, const std::function<std::string(Seats&)>& look) {
  const auto seats = mine.strategy.seat(2);
  for (std::uint32_t round = 1; round <= rounds; ++round) try {
      const std::string breach = look(*seats);
      if (!breach.empty()) return "in round " + std::to_string(round) + ' ' + breach;
      live(*seats, round, kLanes);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& failure) {
      return told(failure, round);
    }
  return "";
}

/// What one copy of the strategy chooses, round for round; the other side is hostile at the end.
std::string choices(const Strategy& strategy) {
  const auto seats = strategy.seat(2);
  std::string text;
  for (std::uint32_t round = 1; round <= 60; ++round) {
    for (const double chance : seats->chances(0).chance) text += shortest(chance) + ' ';
    live(*seats, round, 1);
  }
  LaneBytes hostile, nobody;
  hostile.at.fill(1);
  const std::array<std::uint64_t, kLanes> repetitions{};
  seats->see({.meant = &nobody,
              .mine = &nobody,
              .theirs = &hostile,
              .verified = &nobody,
              .repetitions = repetitions.data(),
              .seed = 1,
              .seat = 0,
              .round = 61},
             1);
  return text;
}

/// Rounds of the same kind without end never lead back to a memory.
bool counts_without_end(const Strategy& strategy, int levels) {
  constexpr std::size_t kRounds = 300;
  const auto memories = strategy.memories(levels);
  for (const Level mine : {Level{0}, Level{1}})
    for (const Level theirs : {Level{0}, Level{1}}) {
      std::size_t memory = 0;
      const std::size_t known = memories->size();
      for (std::size_t round = 0; round < kRounds; ++round)
        memory = memories->see(memory, {.meant = mine, .mine = mine, .theirs = theirs, .verified = false});
      if (memories->size() >= known + kRounds - 1) return true;
    }
  return false;
}

}  // namespace

std::string has_first_values(const Strategy& strategy) {
  const auto one = strategy.made_over(0);
  const auto twin = strategy.made_over(0);
  const auto other = strategy.made_over(1);
  if (!one || !twin || !other) return "";
  const auto is_same = [&](const Strategy& first, const Strategy& second) {
    return strategy.traits().ordered ? first.order(second) == std::partial_ordering::equivalent
                                     : choices(first) == choices(second);
  };
  // A NaN, or a pointer to what each copy has made for itself, differs anyway, and is told by its own law.
  if (!is_same(*one, *twin) || is_same(*one, *other)) return "";
  return "a field has no initial value, so its first value is arbitrary; initialise every field, as in 'int count = "
         "0;'";
}

std::string hiding_place(const Strategy& strategy) {
  const std::string shared =
      "copies of it share memory; its fields must hold values, not pointers or references to shared data";
  const std::string outside =
      "it keeps data outside its fields; a strategy must not use static or global variables, clocks, files or "
      "rand()";
  try {
    const auto one = strategy.made_over(0);
    const auto other = strategy.made_over(0);
    if (!one || !other) return outside;
    const std::string first = choices(*one);
    const std::string copy = choices(*one);
    return first != copy && first == choices(*other) ? shared : outside;
  } catch (const std::exception&) {
    return outside;
  }
}

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
      return "two calls of play() gave different moves; play() must change nothing, not even a mutable or static "
             "variable";
    if (said.kind.at != said_again.kind.at || said.level.at != said_again.level.at)
      return "two calls of say() gave different signals; say() must change nothing, not even a mutable or static "
             "variable";
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
        return "its memory does not compare equal to itself: a field holds an unordered value, such as NaN; use whole "
               "numbers";
      for (std::size_t other = 0; other < kLanes; ++other) {
        const bool is_twin = lane / 2 == other / 2;
        const bool is_equal = seats.order(lane, other) == std::partial_ordering::equivalent;
        if (is_twin && !is_equal)
          return "two copies that saw the same rounds have unequal memories; compare fields, not addresses";
        if (is_equal && seats.chances(lane).chance != seats.chances(other).chance)
          return "two memories that compare equal choose differently: operator<=> omits a field; write = default";
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
                 " it plays differently from the automaton derived from its memory: operator<=> omits a field, or data "
                 "is kept outside the fields; write operator<=> = default";
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

std::string note_on_order(const Strategy& strategy) {
  if (strategy.traits().ordered) return "";
  return "no operator<=>: it can only be sampled, never solved exactly; add "
         "'auto operator<=>(const NAME&) const = default;' with the name of the struct";
}

std::string note_on_automaton(const Strategy& strategy) {
  const LawWorld world;
  const auto mine = side(strategy, world);
  if (!mine || !strategy.traits().ordered) return "";
  if (strategy.traits().memory_throws_dice)
    return "its memory changes at random: it can only be sampled, never solved exactly";
  const int levels = own_levels(mine->strategy, mine->payoffs.levels);
  if (derive(mine->strategy, levels, {.slips = true}, kWalked)) return "";
  if (counts_without_end(mine->strategy, levels))
    return "its memory grows without bound: exact only in short matches; limit counters, as in 'if (count < 10) "
           "++count;'";
  return "more than " + std::to_string(kWalked) + " memories: exact only in short matches";
}

}  // namespace detente
