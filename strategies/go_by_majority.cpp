// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Majority {
  int balance = 0;  // every D seen so far, less every C
  auto operator<=>(const Majority&) const = default;

  void see(Seen round) { balance += 2 * round.theirs - 1; }
};

struct GoByMajority : Majority {
  static constexpr Info info{.name = "go-by-majority",
                             .about = "Defects if it has seen more D than C so far, else cooperates.",
                             .source = "Axelrod (1984); the soft majority of Beaufils, Delahaye & Mathieu (1997)",
                             .against = "DDCCCDDD",
                             .plays = "CDDDCCCD"};
  auto operator<=>(const GoByMajority&) const = default;

  Move play() const { return balance > 0 ? D : C; }
};

struct HardGoByMajority : Majority {
  static constexpr Info info{
      .name = "hard-go-by-majority",
      .about = "Cooperates if it has seen more C than D so far, else defects.",
      .source = "Mittal & Deb (2009), who begin with D; the HARD_MAJO of Stewart & Plotkin (2012)",
      .against = "CCDDCC",
      .plays = "DCCCDC"};
  auto operator<=>(const HardGoByMajority&) const = default;

  Move play() const { return balance >= 0 ? D : C; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<GoByMajority>();
  catalogue.add<HardGoByMajority>();
}
