// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct B20 {
  static constexpr Info info{.name = "b20",
                             .about = "Cooperates first, then repeats the other's last move.",
                             .source = "who described it, and where",
                             .against = "CDDC",  // an example without noise: the other's moves,
                             .plays = "CCDD"};   // and its own

  // Its memory. The initialisers are the first state: every match begins with a fresh copy.
  Move next = C;
  std::array<Move, 50> h{};
  int n = 0;
  auto operator<=>(const B20&) const = default;

  // This round's choice. To throw dice, return Mix: chance(0.3) cooperates three times in ten.
  Move play() const { return next; }

  // What it learns of a round: what it meant, what it did (round.mine), what it saw of the other.
  void see(Seen round) {
    next = round.theirs;
    h[n++] = next;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<B20>();
}
