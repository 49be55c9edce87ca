// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/last_moves.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct AverageCopier {
  static constexpr Info info{
      .name = "average-copier",
      .about = "Tosses a coin first, then cooperates with the share of C among the other's moves so far as its chance.",
      .source =
          "Palmer, in Axelrod-Python. nice-average-copier, which begins with C, is of Campbell, and the same rule as "
          "worse-and-worse-3 of LIFL, PRISON (1998)",
      .against = "CDCCC",
      .plays = "dCcdc"};
  static constexpr auto params() {
    return std::array{
        Param<AverageCopier>{"first", &AverageCopier::first, 0, 1, "Chance to cooperate in the first round."}};
  }
  static constexpr auto presets() {
    return std::array{Preset{"nice-average-copier", "first=1"}, Preset{"worse-and-worse-3", "first=1"}};
  }
  double first = 0.5;
  Ledger theirs;
  auto operator<=>(const AverageCopier&) const = default;

  Mix play() const { return chance(theirs.cooperation(first)); }
  void see(Seen round) { theirs.add(round.theirs); }
};

struct DynamicTwoTitsForTat {
  static constexpr Info info{.name = "dynamic-two-tits-for-tat",
                             .about =
                                 "Cooperates, but after a D in the last two rounds only with the share of C among the "
                                 "other's moves so far as its chance.",
                             .source = "Garrett-Grossman, in Axelrod-Python",
                             .against = "CDCCDC",
                             .plays = "CCdcCc"};
  Ledger theirs;
  LastMoves<2> last;
  auto operator<=>(const DynamicTwoTitsForTat&) const = default;

  Mix play() const { return last.are_all(C) ? Mix(C) : chance(theirs.cooperation(1)); }
  void see(Seen round) {
    theirs.add(round.theirs);
    last.add(round.theirs);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<AverageCopier>();
  catalogue.add<DynamicTwoTitsForTat>();
}
