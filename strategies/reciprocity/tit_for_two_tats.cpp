// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct TitForTwoTats {
  static constexpr Info info{.name = "tit-for-two-tats",
                             .alias = "tf2t",
                             .about = "Defects only after two seen D in a row.",
                             .source = "Axelrod (1984)",
                             .against = "CDCDDDCC",
                             .plays = "CCCCCDDC"};
  Move seen = C;
  Move next = C;
  auto operator<=>(const TitForTwoTats&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    next = seen == D && round.theirs == D ? D : C;
    seen = round.theirs;
  }
};

struct HardTitForTwoTats {
  static constexpr Info info{
      .name = "hard-tit-for-2-tats",
      .about = "Defects while the last three moves that it has seen hold two D in a row.",
      .source = "The HARD_TF2T of Stewart & Plotkin (2012), who do not say what it does, as Axelrod-Python has it",
      .against = "CDCDDCCC",
      .plays = "CCCCCDDC"};
  TitForTwoTats soft;
  Move next = C;
  auto operator<=>(const HardTitForTwoTats&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    const Move before = soft.next;
    soft.see(round);
    next = static_cast<Move>(before | soft.next);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<TitForTwoTats>();
  catalogue.add<HardTitForTwoTats>();
}
