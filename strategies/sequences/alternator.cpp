// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Alternator {
  static constexpr Info info{.name = "alternator",
                             .about = "Cooperates first, then does the opposite of what it did the round before.",
                             .source = "Axelrod (1984); Mittal & Deb (2009). A slip turns its beat round",
                             .against = "CCDDCD",
                             .plays = "CDCDCD"};
  Move next = C;
  auto operator<=>(const Alternator&) const = default;

  Move play() const { return next; }
  void see(Seen round) { next = opposite(round.mine); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Alternator>();
}
