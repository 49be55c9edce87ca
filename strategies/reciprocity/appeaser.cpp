// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Appeaser {
  static constexpr Info info{.name = "appeaser",
                             .about = "Cooperates first, and changes its move after each seen D.",
                             .source = "Müller, in Axelrod-Python",
                             .against = "CDCDDC",
                             .plays = "CCDDCD"};
  Move next = C;
  auto operator<=>(const Appeaser&) const = default;

  Move play() const { return next; }
  void see(Seen round) { next = round.theirs == D ? opposite(round.mine) : round.mine; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Appeaser>();
}
