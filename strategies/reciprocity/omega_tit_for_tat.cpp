// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct OmegaTitForTat {
  static constexpr Info info{
      .name = "omega-tit-for-tat",
      .about =
          "Plays tit-for-tat, breaks a deadlock of alternating moves with two C, and defects while the other has "
          "seemed random too often.",
      .source =
          "Slany & Kienreich (2007), as Axelrod-Python has it: randomness is each change of the other's move and each "
          "round of unequal moves, less each second C in a row, and the rounds of breaking a deadlock do not count",
      .against = "DCDCDCCC",
      .plays = "CDCDCCCC"};
  static constexpr auto params() {
    return std::array{
        Param<OmegaTitForTat>{"patience", &OmegaTitForTat::patience, 1, 100,
                              "Changes of the other's move in a row that are a deadlock."},
        Param<OmegaTitForTat>{"tolerance", &OmegaTitForTat::tolerance, 1, 10000, "Randomness at which it defects."}};
  }
  int patience = 3;
  int tolerance = 8;
  int randomness = 0;
  std::uint8_t deadlock = 0;  // changes in a row; one more than patience before the second C
  bool has_begun = false;
  Move seen = C;
  Move next = C;
  auto operator<=>(const OmegaTitForTat&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    const bool is_change = has_begun && round.theirs != seen;
    const bool is_second_c = has_begun && round.theirs == C && !is_change;
    seen = round.theirs;
    if (deadlock >= patience) {
      next = C;
      deadlock = static_cast<std::uint8_t>(deadlock == patience ? patience + 1 : 0);
      return;
    }
    if (has_begun) randomness += is_change + (round.mine != round.theirs) - is_second_c;
    has_begun = true;
    const bool is_random = randomness >= tolerance;
    next = is_random ? D : round.theirs;
    if (!is_random) deadlock = static_cast<std::uint8_t>(is_change ? deadlock + 1 : 0);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<OmegaTitForTat>();
}
