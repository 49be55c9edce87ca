// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct AdaptiveTitForTat {
  static constexpr Info info{.name = "adaptive-tit-for-tat",
                             .about =
                                 "Cooperates first, then while its image of the other, which each seen move draws "
                                 "towards 1 for C and 0 for D, is at least 1/2.",
                             .source =
                                 "Tzafestas (2000). At the default rate it is tit-for-tat, but that 53 C in a row "
                                 "round the image to 1, so that the D after them is let pass",
                             .against = "CDDCC",
                             .plays = "CCDDC"};
  static constexpr auto params() {
    return std::array{Param<AdaptiveTitForTat>{"rate", &AdaptiveTitForTat::rate, 0, 1,
                                               "How far a seen move draws the image, as a share of the way."}};
  }
  double rate = 0.5;
  double image = 0.5;
  Move next = C;
  auto operator<=>(const AdaptiveTitForTat&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    // In these very steps, since rounding decides where the image comes to 1/2 or to 1.
    image = round.theirs == C ? image + rate * (1 - image) : image - rate * image;
    next = image >= 0.5 ? C : D;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<AdaptiveTitForTat>();
}
