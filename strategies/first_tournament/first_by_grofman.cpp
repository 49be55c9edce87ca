// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct FirstByGrofman {
  static constexpr Info info{.name = "first-by-grofman",
                             .about =
                                 "Cooperates first and after each round in which both moves were equal, and with a "
                                 "chance of 2/7 after any other.",
                             .source = "Grofman, in Axelrod (1980)",
                             .against = "CDDDCC",
                             .plays = "CCcdCC"};
  static constexpr auto params() {
    return std::array{Param<FirstByGrofman>{"leniency", &FirstByGrofman::leniency, 0, 1,
                                            "Chance to cooperate after a round in which the moves differed."}};
  }
  double leniency = 2. / 7;
  bool differed = false;
  auto operator<=>(const FirstByGrofman&) const = default;

  Mix play() const { return differed ? chance(leniency) : Mix(C); }
  void see(Seen round) { differed = round.mine != round.theirs; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<FirstByGrofman>();
}
