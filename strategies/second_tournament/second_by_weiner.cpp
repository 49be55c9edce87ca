// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByWeiner {
  static constexpr Info info{
      .name = "second-by-weiner",
      .about =
          "Repeats the other's last move, but forgives a D right after an odd run of D and a C, on average at most "
          "every 20 rounds, and defects while 5 or more of the 12 moves before the other's last were D.",
      .source =
          "Weiner, in Axelrod (1980b). What it sees while it is ready to forgive belongs to no run; a forgiveness that "
          "the 12 moves overrule costs 20 rounds all the same",
      .against = "DCDCDCDDDDCCC",
      .plays = "CDCCCDCDDDDDD"};
  static constexpr int price = 20;  // of a forgiveness, in rounds
  int rounds_to_spend = 1;          // all rounds, the coming one included, less the price of each forgiveness
  LastMoves<13> theirs;
  bool is_odd = false;  // the run of D that is going on
  bool is_ready = false;
  Move next = C;
  auto operator<=>(const SecondByWeiner&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    ++rounds_to_spend;
    theirs.add(round.theirs);
    const bool forgives = is_ready && round.theirs == D && rounds_to_spend > 0;
    if (forgives) rounds_to_spend -= price;
    const bool was_ready = is_ready;
    is_ready = !was_ready && is_odd && round.theirs == C;
    is_odd = !was_ready && !is_odd && round.theirs == D;
    const bool is_foe = theirs.hostile() - theirs.ago(1) >= 5;
    next = is_foe ? D : forgives ? C : round.theirs;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByWeiner>();
}
