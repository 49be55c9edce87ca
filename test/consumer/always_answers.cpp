// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct AlwaysAnswers {
  static constexpr Info info{.name = "always-answers",
                             .about = "Begins with hostility, then repeats the other's last move.",
                             .source = "for the consumer test",
                             .against = "CDDC",
                             .plays = "DCDD"};
  Move next = D;
  auto operator<=>(const AlwaysAnswers&) const = default;

  Move play() const { return next; }
  void see(Seen round) { next = round.theirs; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<AlwaysAnswers>();
}
