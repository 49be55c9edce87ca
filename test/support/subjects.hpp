// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <detente/strategy/registry.hpp>

/// Strategies with few memories that use what no strategy of the library uses.
namespace subjects {

using namespace detente;

/// Says, hears, opens, mixes, and tells what it meant from what it did.
struct Envoy {
  static constexpr Info info{.name = "envoy",
                             .about = "Says, hears, opens and mixes.",
                             .source = "These tests",
                             .against = "CD",
                             .plays = "CC"};
  std::uint8_t trust = 1;  // 0…3, from what is heard
  Move last = C;
  bool has_slipped = false;
  bool was_verified = false;
  auto operator<=>(const Envoy&) const = default;

  Signal say() const {
    if (has_slipped) return {.kind = Signal::reassure, .level = 0, .rounds = 2};
    return last == D ? Signal{.kind = Signal::threaten, .level = 1, .rounds = 1} : Signal{};
  }
  void hear(Signal signal) {
    if (signal.kind == Signal::reassure)
      trust = static_cast<std::uint8_t>(std::min(trust + (signal.rounds > 1 ? 2 : 1), 3));
    if (signal.kind == Signal::threaten) trust = signal.level == 1 ? 0 : 1;
  }
  void turn(const Briefing& briefing) {
    trust = briefing.payoffs.temptation() > briefing.payoffs.reward() ? 0 : static_cast<std::uint8_t>(trust | 2U);
  }
  bool open() const { return has_slipped || trust == 2; }
  Mix play() const {
    if (was_verified) return last;
    return trust == 0 ? chance(0.1) : trust == 1 ? chance(0.7) : Mix(C);
  }
  void see(Seen round) {
    last = round.theirs;
    has_slipped = round.meant != round.mine;
    was_verified = round.verified;
  }
};

/// The same on levels: climbs after the other, says how far, and believes what it hears.
struct Climber {
  static constexpr Info info{.name = "climber",
                             .about = "Follows the other's level with doubt.",
                             .source = "These tests",
                             .against = "01",
                             .plays = "00",
                             .levels = 3};
  Level theirs = 0;
  Level promised = 0;  // 0…2
  bool has_slipped = false;
  bool was_verified = false;
  std::uint8_t levels = 2;
  auto operator<=>(const Climber&) const = default;

  void begin(const Briefing& briefing) { levels = static_cast<std::uint8_t>(briefing.levels()); }
  Signal say() const {
    if (theirs == 0) return {};
    return {.kind = has_slipped ? Signal::reassure : Signal::threaten,
            .level = static_cast<Level>(theirs - 1),
            .rounds = 1};
  }
  void hear(Signal signal) {
    promised = signal.kind == Signal::reassure ? std::min(signal.level, Level{2}) : signal.kind == Signal::none ? 0 : 1;
  }
  bool open() const { return has_slipped; }
  LevelMix play() const {
    LevelMix mix;
    mix.chance[theirs] = was_verified ? 0.8 : 0.5;
    mix.chance[promised] += 0.1;
    mix.chance[0] += was_verified ? 0.1 : 0.4;
    return mix;
  }
  void see(LevelSeen round) {
    theirs = round.theirs;
    has_slipped = round.meant != round.mine;
    was_verified = round.verified;
  }
};

/// A machine of a few states that its number names, with chances, transitions, signals and openness drawn from it.
struct Numbered {
  static constexpr Info info{.name = "numbered",
                             .about = "Plays a small machine that its number names.",
                             .source = "These tests",
                             .against = "C",
                             .plays = "C"};
  static constexpr auto params() {
    return std::array{Param<Numbered>{"number", &Numbered::number, 0, 1e6, "which machine"},
                      Param<Numbered>{"states", &Numbered::states, 1, 64, "of how many states"}};
  }
  int number = 0;
  int states = 8;
  std::uint32_t idlers = 1;  // so many memories of each state differ in nothing that shows
  std::uint32_t state = 0;
  std::uint32_t idler = 0;
  auto operator<=>(const Numbered&) const = default;

  bool open() const { return number % 3 == 0 && drawn(100) % 4 == 0; }
  Mix play() const {
    constexpr std::array certain{C, D, C, D, C, D};
    const std::uint32_t bits = drawn(0) % 8;
    return bits < 6 ? Mix(certain[bits]) : chance(bits == 6 ? 0.5 : drawn(101) / 4294967296.0);
  }
  void see(Seen round) {
    const auto input = 1U + round.meant + 2U * round.mine + 4U * round.theirs + (round.verified ? 8U : 0U);
    state = drawn(input) % static_cast<std::uint32_t>(states);
    idler = (idler + input) % idlers;
  }

 private:
  std::uint32_t drawn(std::uint32_t input) const {
    return philox({state, input, 0, 0}, {static_cast<std::uint32_t>(number), 11})[0];
  }
};

template <class S>
Strategy as_strategy(const S& memory = {}) {
  return Strategy(std::make_shared<PrototypeOf<S>>(memory));
}
inline Strategy numbered(int number, int states = 8, std::uint32_t idlers = 1) {
  return as_strategy(Numbered{.number = number, .states = states, .idlers = idlers});
}

}  // namespace subjects
