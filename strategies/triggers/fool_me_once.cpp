// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>

#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Rounds to come of a match whose length is known; 0 where it is not.
struct Countdown {
  std::int32_t left = 0;
  auto operator<=>(const Countdown&) const = default;

  void begin(const Briefing& briefing) {
    left = static_cast<std::int32_t>(std::min<std::int64_t>(briefing.rounds, std::numeric_limits<std::int32_t>::max()));
  }
  bool is_within(int last_rounds) const { return left > 0 && left <= last_rounds; }
  void pass() { left -= left > 0; }
};

struct FoolMeOnce {
  static constexpr Info info{.name = "fool-me-once",
                             .about = "Cooperates until it has seen two D, then defects for ever.",
                             .source = "Harper, in Axelrod-Python",
                             .against = "DCCDCC",
                             .plays = "CCCCDD"};
  CountUpTo<2> hostile;
  auto operator<=>(const FoolMeOnce&) const = default;

  Move play() const { return hostile.is_full() ? D : C; }
  void see(Seen round) {
    if (round.theirs == D) ++hostile;
  }
};

struct ForgetfulFoolMeOnce {
  static constexpr Info info{
      .name = "forgetful-fool-me-once",
      .about = "Defects while it remembers two D, and forgets all of them with a chance of 5% each round.",
      .source = "Harper, in Axelrod-Python",
      .against = "DDCCCDCDC",
      .plays = "CCDDDCCCD"};
  static constexpr auto params() {
    return std::array{Param<ForgetfulFoolMeOnce>{"forgetfulness", &ForgetfulFoolMeOnce::forgetfulness, 0, 1,
                                                 "Chance to forget, each round."}};
  }
  double forgetfulness = 0.05;
  FoolMeOnce grudge;
  auto operator<=>(const ForgetfulFoolMeOnce&) const = default;

  Move play() const { return grudge.play(); }
  /// Nothing that it plays shows whether it forgot a single D: no chance in `play` can stand for this die.
  void see(Seen round, Rng& rng) {
    grudge.see(round);
    if (grudge.hostile > 0 && rng.chance(forgetfulness)) grudge = {};
  }
};

struct BackStabber {
  static constexpr Info info{
      .name = "back-stabber",
      .about =
          "Cooperates until it has seen four D, then defects for ever; it defects in the last two rounds if it "
          "knows them.",
      .source = "T. Campbell, in Axelrod-Python",
      .against = "DDCDDCC",
      .plays = "CCCCCDD"};
  CountUpTo<4> hostile;
  Countdown rounds;
  auto operator<=>(const BackStabber&) const = default;

  void begin(const Briefing& briefing) { rounds.begin(briefing); }
  Move play() const { return hostile.is_full() || rounds.is_within(2) ? D : C; }
  void see(Seen round) {
    rounds.pass();
    if (round.theirs == D) ++hostile;
  }
};

struct DoubleCrosser {
  static constexpr Info info{
      .name = "double-crosser",
      .about =
          "Cooperates until it has seen four D, then defects for ever; but from round 8 to 180 it answers two D in a "
          "row with one if it saw none before; it defects in the last two rounds if it knows them.",
      .source = "T. Campbell, in Axelrod-Python",
      .against = "CCCCCCCDDDDCC",
      .plays = "CCCCCCCCCDDDC"};
  static constexpr int trial = 7, truce = 180;  // rounds
  CountUpTo<4> hostile;
  StreakUpTo<2> in_a_row;
  CountUpTo<truce> over;  // rounds until the truce ends, all at once where there is none
  Countdown rounds;
  auto operator<=>(const DoubleCrosser&) const = default;

  void begin(const Briefing& briefing) { rounds.begin(briefing); }
  Move play() const {
    if (rounds.is_within(2)) return D;
    return (over < trial || over == truce ? hostile.is_full() : in_a_row.is_full()) ? D : C;
  }
  void see(Seen round) {
    rounds.pass();
    ++over;
    in_a_row.add(round.theirs == D);
    if (round.theirs == D) ++hostile;
    if (over <= trial && round.theirs == D) over = CountUpTo<truce>(truce);
    if (over == truce) in_a_row = {};
  }
};

struct EugineNier {
  static constexpr Info info{
      .name = "eugine-nier",
      .about =
          "Repeats the other's last move until it has seen five D, then defects for ever; it defects in the last "
          "round if it knows it.",
      .source = "LessWrong, Zoo of Strategies (2011)",
      .against = "DCDDCDDCC",
      .plays = "CDCDDCDDD"};
  CountUpTo<5> hostile;
  Move seen = C;
  Countdown rounds;
  auto operator<=>(const EugineNier&) const = default;

  void begin(const Briefing& briefing) { rounds.begin(briefing); }
  Move play() const { return rounds.is_within(1) ? D : seen; }
  void see(Seen round) {
    rounds.pass();
    if (round.theirs == D) ++hostile;
    seen = hostile.is_full() ? D : round.theirs;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<FoolMeOnce>();
  catalogue.add<ForgetfulFoolMeOnce>();
  catalogue.add<BackStabber>();
  catalogue.add<DoubleCrosser>();
  catalogue.add<EugineNier>();
}
