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

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<TitForTwoTats>();
}
