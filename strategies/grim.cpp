// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Grim {
  static constexpr Info info{.name = "grim",
                             .about = "Cooperates until it has seen a D, then defects for ever.",
                             .source = "Axelrod (1980); Banks & Sundaram (1990). A slip of its own does not trigger it",
                             .against = "CCDCCC",
                             .plays = "CCCDDD"};
  Move next = C;
  auto operator<=>(const Grim&) const = default;

  Move play() const { return next; }
  void see(Seen round) { next = next == D ? D : round.theirs; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Grim>();
}
