// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByLeyvraz {
  static constexpr Info info{
      .name = "second-by-leyvraz",
      .about =
          "Defects with chance 3/4 after two seen D in a row, else cooperates if it saw D three rounds ago, defects if "
          "two rounds ago, and tosses a coin if in the last round; without any of these it cooperates.",
      .source = "Leyvraz, in Axelrod (1980b); rounds before the first count as C",
      .against = "DCCDDDC",
      .plays = "CcDCcdd"};
  LastMoves<3> theirs;
  auto operator<=>(const SecondByLeyvraz&) const = default;

  Mix play() const {
    if (theirs.hostile(2) == 2) return chance(0.25);
    if (theirs.ago(3) == D) return C;
    if (theirs.ago(2) == D) return D;
    return theirs.ago(1) == D ? chance(0.5) : Mix(C);
  }
  void see(Seen round) { theirs.add(round.theirs); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByLeyvraz>();
}
