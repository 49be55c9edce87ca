// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct TwoTitsForTat {
  static constexpr Info info{.name = "two-tits-for-tat",
                             .alias = "2tft",
                             .about = "Defects for two rounds after each seen D.",
                             .source = "Axelrod (1984)",
                             .against = "CDCCDDCCC",
                             .plays = "CCDDCDDDC"};
  Move seen = C;
  Move next = C;
  auto operator<=>(const TwoTitsForTat&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    next = seen == D || round.theirs == D ? D : C;
    seen = round.theirs;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<TwoTitsForTat>();
}
