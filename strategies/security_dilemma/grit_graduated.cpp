// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/openness.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct GritGraduated {
  static constexpr Info info{
      .name = "grit-graduated",
      .about =
          "Plays tit-for-tat and breaks deadlock by promised restraint that lasts longer after each success; strikes "
          "against it are repaid in kind once the promise is kept, failures are followed by longer and longer guards.",
      .source =
          "After Osgood (1962) and the rules listed by Lindskold (1978), on two levels; the lengths, the limit of "
          "patience and that reprisals wait for the end of a promise are chosen here",
      .against = "DDDDDDDDDDDDDDDDDDDDCC",
      .plays = "CDCCDDDCCDDDDDDCCDDDDC"};
  static constexpr auto params() {
    return std::array{
        Param<GritGraduated>{"trigger", &GritGraduated::trigger, 1, 100,
                             "Rounds in a row without mutual cooperation that start an initiative."},
        Param<GritGraduated>{"steps", &GritGraduated::steps, 2, 100, "Rounds of C that the first initiative promises."},
        Param<GritGraduated>{"growth", &GritGraduated::growth, 0, 100,
                             "Most rounds by which initiatives grow, one for each success without a strike."},
        Param<GritGraduated>{"guard", &GritGraduated::guard, 1, 20,
                             "Most rounds of D after a failure, times the failures in a row."},
        Param<GritGraduated>{"patience", &GritGraduated::patience, 1, 10,
                             "Failures in a row after which it stays on guard until a seen C."},
        Param<GritGraduated>{"reprisal", &GritGraduated::reprisal, 0, 2,
                             "Strikes that could have seen the initiative: 0 are borne, 1 are repaid one for one after "
                             "it, 2 break it off."},
        Param<GritGraduated>{"open", &GritGraduated::openness, 0, 1,
                             "1: it is open in its initiatives where that is cheaper than to be misread; 0: never."}};
  }
  enum class Phase : std::uint8_t { reciprocates, initiates, repays, guards };
  int trigger = 2, steps = 2, growth = 2, guard = 3, patience = 3, reprisal = 1, openness = 0;
  bool opens = false;
  Phase phase = Phase::reciprocates;
  Move mirror = C;
  std::uint8_t rounds = 0;    // without mutual cooperation in a row; of the initiative or the guard
  std::uint8_t grown = 0;     // rounds by which initiatives have grown
  std::uint8_t failures = 0;  // in a row
  std::uint8_t strikes = 0;   // against the initiative, not yet repaid
  bool is_answered = false;
  auto operator<=>(const GritGraduated&) const = default;

  void begin(const Briefing& briefing) { opens = openness == 1 && is_worth_opening(briefing); }
  bool open() const { return opens && phase == Phase::initiates; }
  Signal say() const {
    if (phase != Phase::initiates || rounds > 0) return {};
    return {.kind = Signal::reassure, .level = 0, .rounds = static_cast<std::uint8_t>(steps + grown)};
  }
  Move play() const { return phase >= Phase::repays ? D : mirror; }  // the mirror rests at C meanwhile
  void see(Seen round) {
    ++rounds;
    if (phase == Phase::reciprocates) {
      mirror = round.theirs;
      const bool is_peace = (round.mine == C) & (round.theirs == C);
      rounds = is_peace ? 0 : rounds;
      failures = is_peace ? 0 : failures;
      if (rounds == trigger) enter(Phase::initiates);
    } else if (phase == Phase::initiates) {
      // What the other does in the first round it chose before it could see the initiative.
      if (rounds > 1) answered_by(round.theirs);
    } else if (phase == Phase::repays) {
      if (--strikes == 0) enter(Phase::reciprocates);
    } else {
      stand_guard(round.theirs);
    }
  }

 private:
  void stand_guard(Move theirs) {
    // First what is owed: else one C would buy off any number of strikes, and the longest initiatives would be milked.
    strikes = static_cast<std::uint8_t>(std::max(strikes - 1, 0));
    if (strikes > 0 || failures == patience) rounds = 0;
    if (strikes == 0 && theirs == C)
      enter(Phase::reciprocates);
    else if (rounds == guard * failures)
      enter(Phase::initiates);
  }
  void enter(Phase next) {
    phase = next;
    mirror = C;
    rounds = 0;
  }
  void answered_by(Move theirs) {
    is_answered |= theirs == C;
    if (reprisal == 1 && theirs == D) ++strikes;
    const bool breaks_off = reprisal == 2 && theirs == D;
    if (rounds < steps + grown && !breaks_off) return;
    if (is_answered && !breaks_off) {
      if (strikes == 0) grown = static_cast<std::uint8_t>(std::min(grown + 1, growth));
      failures = 0;
      enter(strikes > 0 ? Phase::repays : Phase::reciprocates);
    } else {
      grown = 0;
      failures = static_cast<std::uint8_t>(std::min(failures + 1, patience));
      enter(Phase::guards);
    }
    is_answered = false;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<GritGraduated>();
}
