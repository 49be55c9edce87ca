// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct TitForTat {
  static constexpr Info info{.name = "tit-for-tat",
                             .alias = "tft",
                             .about = "Cooperates first, then repeats the other's last move.",
                             .source = "Rapoport, in Axelrod (1980)",
                             .against = "CDDC",
                             .plays = "CCDD"};
  Move next = C;
  auto operator<=>(const TitForTat&) const = default;

  Move play() const { return next; }
  void see(Seen round) { next = round.theirs; }
};

struct SuspiciousTitForTat : TitForTat {
  static constexpr Info info{.name = "suspicious-tit-for-tat",
                             .alias = "stft",
                             .about = "Defects first, then repeats the other's last move.",
                             .source = "Beaufils, Delahaye & Mathieu (1997); Hilbe, Nowak & Traulsen (2013)",
                             .against = "CDDCCD",
                             .plays = "DCDDCC"};
  SuspiciousTitForTat() { next = D; }
  auto operator<=>(const SuspiciousTitForTat&) const = default;
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<TitForTat>();
  catalogue.add<SuspiciousTitForTat>();
}
