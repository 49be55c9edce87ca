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

struct FirstByAnonymous {
  static constexpr Info info{
      .name = "first-by-anonymous",
      .about = "Cooperates with a chance that it draws anew between 0.3 and 0.7 in each round, which is 1/2 in all.",
      .source =
          "The entry whose author's name was withheld, in Axelrod (1980), as far as it is known: how its chance "
          "followed the other's play was never published",
      .against = "CDCCDD",
      .plays = "cddcdc"};
  auto operator<=>(const FirstByAnonymous&) const = default;

  Mix play() const { return chance((0.3 + 0.7) / 2); }  // a chance drawn evenly from a range is its middle
  void see(Seen) {}
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Random>();
  catalogue.add<FirstByAnonymous>();
}
