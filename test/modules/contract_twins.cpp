// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Twins of strategies in Python (programs_test.cpp): together they have all optional parts of the contract.
#include <algorithm>

#include <detente/strategy.hpp>
using namespace detente;
namespace {
struct Talker {
  static constexpr Info info{.name = "cpp-talker", .about = "Talks.", .source = "test", .against = "C", .plays = "C"};
  Move next = C;
  int hostile = 0;
  auto operator<=>(const Talker&) const = default;
  Move play() const { return next; }
  Signal say() const { return next == C ? Signal{Signal::reassure, 0, 2} : Signal{Signal::threaten, 1, 1}; }
  void hear(Signal signal) {
    if (signal.kind == Signal::threaten) next = D;
  }
  bool open() const { return hostile < 2; }
  void see(Seen round) {
    hostile = round.theirs == D ? std::min(hostile + 1, 3) : 0;
    next = round.verified ? round.theirs : round.mine == D ? C : round.theirs;
  }
};
struct Climber {
  static constexpr Info info{
      .name = "cpp-climber", .about = "Climbs.", .source = "test", .against = "0", .plays = "0", .levels = 4};
  int level = 0;
  auto operator<=>(const Climber&) const = default;
  LevelMix play() const {
    LevelMix mix;
    mix.chance[0] += 0.25;
    mix.chance[static_cast<std::size_t>(level)] += 0.75;
    return mix;
  }
  void see(LevelSeen round) { level = round.theirs; }
};
struct Turner {
  static constexpr Info info{.name = "cpp-turner", .about = "Turns.", .source = "test", .against = "C", .plays = "D"};
  Move mood = C;
  int memory = 0;
  auto operator<=>(const Turner&) const = default;
  void begin(const Briefing& briefing) { turn(briefing); }
  void turn(const Briefing& briefing) { mood = briefing.payoffs.temptation() > briefing.payoffs.reward() ? D : C; }
  Mix play() const { return memory == 0 ? Mix(mood) : chance(0.3); }
  void see(Seen round) { memory = round.theirs == D && round.meant == C ? 1 : 0; }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Talker>();
  catalogue.add<Climber>();
  catalogue.add<Turner>();
}
