// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct WinStayLoseShift {
  static constexpr Info info{.name = "win-stay-lose-shift",
                             .alias = "wsls,pavlov",
                             .about = "Cooperates first, then after each round in which both moves were equal.",
                             .source = "Kraines & Kraines (1989); Nowak & Sigmund (1993)",
                             .against = "CDDDCCDC",
                             .plays = "CCDCDDDC"};
  Move next = C;
  auto operator<=>(const WinStayLoseShift&) const = default;

  Move play() const { return next; }
  void see(Seen round) { next = round.mine == round.theirs ? C : D; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<WinStayLoseShift>();
}
