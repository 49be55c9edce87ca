// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct RandomTitForTat {
  static constexpr Info info{.name = "random-tit-for-tat",
                             .about = "Cooperates first, then by turns repeats the other's last move and throws a die.",
                             .source = "Taylor, in Axelrod-Python",
                             .against = "DDCCDC",
                             .plays = "CDcCdD"};
  static constexpr auto params() {
    return std::array{Param<RandomTitForTat>{"cooperation", &RandomTitForTat::cooperation, 0, 1,
                                             "Chance to cooperate where it throws a die."}};
  }
  double cooperation = 0.5;
  bool throws = false;
  Move seen = C;
  bool has_begun = false;
  auto operator<=>(const RandomTitForTat&) const = default;

  Mix play() const { return throws ? chance(cooperation) : Mix(seen); }
  void see(Seen round) {
    throws = has_begun && !throws;
    has_begun = true;
    seen = throws ? C : round.theirs;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<RandomTitForTat>();
}
