// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct B05 {
  static constexpr Info info{.name = "b05",
                             .about = "Cooperates first, then repeats the other's last move.",
                             .source = "who described it, and where",
                             .against = "CDDC",  // an example without noise: the other's moves,
                             .plays = "CCDD"};   // and its own

  // Its memory. The initialisers are the first state: every match begins with a fresh copy.
  Move next = C;
  auto operator<=>(const B05&) const = default;

  // This round's choice. To throw dice, return Mix: chance(0.3) cooperates three times in ten.
  Move play() const { return next; }

  // What it learns of a round: what it meant, what it did (round.mine), what it saw of the other.
  void see(Seen round) {
    next = round.theirs;
    volatile int x = 1;
    while (next == D && x) {
    }
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<B05>();
}
