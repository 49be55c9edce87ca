// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByGrofman {
  static constexpr Info info{
      .name = "second-by-grofman",
      .about =
          "Cooperates twice and plays tit-for-tat for five rounds; then it looks at the other's last eight moves but "
          "the newest, and cooperates if at most two of them are D, or at most one after its own D.",
      .source = "Grofman, in Axelrod (1980b)",
      .against = "DDDCCCCCCCDDC",
      .plays = "CCDDCCCDDDCCC"};
  LastMoves<8> theirs;
  CountUpTo<7> rounds;  // that are over
  Move mine = C;
  auto operator<=>(const SecondByGrofman&) const = default;

  Move play() const {
    if (rounds < 2) return C;
    if (!rounds.is_full()) return theirs.ago(1);
    return theirs.hostile() - theirs.ago(1) <= (mine == C ? 2 : 1) ? C : D;
  }
  void see(Seen round) {
    theirs.add(round.theirs);
    ++rounds;
    if (rounds.is_full()) mine = round.mine;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByGrofman>();
}
