// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct VeryBad {
  static constexpr Info info{.name = "very-bad",
                             .about =
                                 "Cooperates for three rounds, then does what the other did oftener so far, or last "
                                 "where it did both as often.",
                             .source = "Andre et al. (2013)",
                             .against = "DDDCCCD",
                             .plays = "CCCDDDC"};
  CountUpTo<3> rounds;
  Move seen = C;
  int balance = 0;  // every D seen, less every C
  auto operator<=>(const VeryBad&) const = default;

  Move play() const {
    if (!rounds.is_full()) return C;
    return balance > 0 ? D : balance < 0 ? C : seen;
  }
  void see(Seen round) {
    ++rounds;
    seen = round.theirs;
    balance += 2 * round.theirs - 1;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<VeryBad>();
}
