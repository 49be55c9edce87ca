// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Resurrection {
  static constexpr Info info{.name = "resurrection",
                             .about =
                                 "Cooperates first, then repeats the other's last move, but goes on defecting after "
                                 "five D of its own in a row.",
                             .source = "Arnold, CoopSim (2015)",
                             .against = "DDDDDCCC",
                             .plays = "CDDDDDDD"};
  StreakUpTo<5> hostile;  // own rounds
  Move next = C;
  auto operator<=>(const Resurrection&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    hostile.add(round.mine == D);
    next = hostile.is_full() ? D : round.theirs;
  }
};

struct DoubleResurrection {
  static constexpr Info info{.name = "double-resurrection",
                             .about =
                                 "Cooperates first, then repeats the other's last move, but changes its own after it "
                                 "has made the same five times in a row.",
                             .source = "Arnold, CoopSim (2015)",
                             .against = "CCCCCDDDDDDD",
                             .plays = "CCCCCDDDDDCD"};
  StreakUpTo<5> restrained, hostile;  // own rounds
  Move next = C;
  auto operator<=>(const DoubleResurrection&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    restrained.add(round.mine == C);
    hostile.add(round.mine == D);
    next = restrained.is_full() ? D : hostile.is_full() ? C : round.theirs;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Resurrection>();
  catalogue.add<DoubleResurrection>();
}
