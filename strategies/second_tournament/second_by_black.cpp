// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByBlack {
  static constexpr Info info{.name = "second-by-black",
                             .about =
                                 "Cooperates for five rounds; then it defects with a chance that grows with the square "
                                 "of the D among the other's last five moves, from 0 for one to 24/25 for five.",
                             .source = "Black, in Axelrod (1980b)",
                             .against = "DDDCCCCCCCD",
                             .plays = "CCCCCddCCCC"};
  LastMoves<5> theirs;
  CountUpTo<5> rounds;  // that are over
  auto operator<=>(const SecondByBlack&) const = default;

  Mix play() const {
    constexpr std::array<double, 6> after{1, 1, 0.88, 0.68, 0.4, 0.04};
    return rounds.is_full() ? chance(after[static_cast<std::size_t>(theirs.hostile())]) : Mix(C);
  }
  void see(Seen round) {
    theirs.add(round.theirs);
    ++rounds;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByBlack>();
}
