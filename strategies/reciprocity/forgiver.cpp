// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Forgiver {
  static constexpr Info info{.name = "forgiver",
                             .about = "Answers a seen D with one D, then cooperates once whatever happens.",
                             .source = "Zagorsky et al. (2013), who let the two move in turns; here both move at once",
                             .against = "CDDDDCC",
                             .plays = "CCDCDCC"};
  Move next = C;
  auto operator<=>(const Forgiver&) const = default;

  Move play() const { return next; }
  void see(Seen round) { next = next == D ? C : round.theirs; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Forgiver>();
}
