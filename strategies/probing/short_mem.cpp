// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct ShortMem {
  static constexpr Info info{.name = "short-mem",
                             .about =
                                 "Cooperates for eleven rounds, then does what the other did in most of its last ten "
                                 "moves, seven or more, and else repeats its last move.",
                             .source = "Andre et al. (2013)",
                             .against = "DDDDDDDDDDDDCCCDDCCCC",
                             .plays = "CCCCCCCCCCCDDDDDDDCCC"};
  static constexpr int patience = 11;  // rounds
  CountUpTo<patience> rounds;
  LastMoves<10> theirs;
  auto operator<=>(const ShortMem&) const = default;

  Move play() const {
    if (!rounds.is_full()) return C;
    const int lead = 2 * theirs.hostile() - 10;
    return lead >= 3 ? D : lead <= -3 ? C : theirs.ago(1);
  }
  void see(Seen round) {
    ++rounds;
    theirs.add(round.theirs);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<ShortMem>();
}
