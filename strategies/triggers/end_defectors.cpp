// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/countdown.hpp>
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct BackStabber {
  static constexpr Info info{.name = "back-stabber",
                             .about =
                                 "Cooperates until it has seen four D, then defects for ever; it defects in the last "
                                 "two rounds if it knows them.",
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
    if (hostile.is_full()) rounds = {};
  }
};

struct DoubleCrosser {
  static constexpr Info info{
      .name = "double-crosser",
      .about =
          "Cooperates until it has seen four D, then defects for ever; but if it saw none in seven rounds, up to round "
          "180 it defects only after two D in a row; it defects in the last two rounds if it knows them.",
      .source = "T. Campbell, in Axelrod-Python",
      .against = "CCCCCCCDDDDCC",
      .plays = "CCCCCCCCCDDDC"};
  static constexpr int trial = 7, truce = 180;  // rounds
  CountUpTo<4> hostile;
  StreakUpTo<2> in_a_row;
  CountUpTo<truce> over;  // rounds that are over; all up to its end where there is no truce
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
    if (over != truce) return;
    in_a_row = {};
    if (hostile.is_full()) rounds = {};
  }
};

struct EugineNier {
  static constexpr Info info{.name = "eugine-nier",
                             .about =
                                 "Repeats the other's last move until it has seen five D, then defects for ever; it "
                                 "defects in the last round if it knows it.",
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
    seen = round.theirs;
    if (!hostile.is_full()) return;
    seen = D;
    rounds = {};
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<BackStabber>();
  catalogue.add<DoubleCrosser>();
  catalogue.add<EugineNier>();
}
