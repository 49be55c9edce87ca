// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>
using namespace detente;
namespace {
struct RandomWatcher {
  static constexpr Info info{
      .name = "random-watcher",
      .about = "Repeats the other's last move; after ten rounds it defects for ever once it has seen more than five D.",
      .source = "workshop trial",
      .against = "DDDDDDCCCCCCC",
      .plays = "CDDDDDDCCCDDD"};
  int rounds = 0;
  int hostile = 0;
  Move last = C;
  auto operator<=>(const RandomWatcher&) const = default;
  Move play() const { return rounds > 9 && hostile > 5 ? D : last; }
  void see(Seen round) {
    rounds += rounds < 10;
    hostile += round.theirs == D && hostile < 6;
    last = round.theirs;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<RandomWatcher>();
}
