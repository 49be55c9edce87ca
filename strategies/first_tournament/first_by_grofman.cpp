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
  std::array<double, 2> after{1, 1};  // chances of C after equal and unequal moves
  bool differed = false;
  auto operator<=>(const FirstByGrofman&) const = default;

  void begin(const Briefing&) { after[1] = leniency; }
  Mix play() const { return chance(after[differed]); }
  void see(Seen round) { differed = round.mine != round.theirs; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<FirstByGrofman>();
}
