// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Random {
  static constexpr Info info{.name = "random",
                             .about = "Cooperates with the same chance in every round, whatever happens.",
                             .source = "Axelrod (1980)",
                             .against = "CDCCDD",
                             .plays = "cddcdc"};
  static constexpr auto params() {
    return std::array{Param<Random>{"cooperation", &Random::cooperation, 0, 1, "Chance to cooperate in each round."}};
  }
  double cooperation = 0.5;
  auto operator<=>(const Random&) const = default;

  Mix play() const { return chance(cooperation); }
  void see(Seen) {}
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Random>();
}
