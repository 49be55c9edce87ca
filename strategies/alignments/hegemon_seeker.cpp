// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct HegemonSeeker {
  static constexpr Info info{.name = "hegemon-seeker",
                             .about = "Attacks the weakest side that it outweighs, one at a time.",
                             .source = "Cederman (1997), his superiority threshold; Mearsheimer (2001)"};
  static constexpr auto params() {
    return std::array{Param<HegemonSeeker>{"ratio", &HegemonSeeker::ratio, 0, 10,
                                           "Least strength of its own, over that of a side, to attack it."}};
  }
  double ratio = 1.5;
  State prey = nobody;
  auto operator<=>(const HegemonSeeker&) const = default;

  Stance stance(State other) const { return other == prey ? Stance::oppose : Stance::none; }
  void see(const News& news) {
    const int own = news.at(news.me).strength;
    State next = nobody;
    for (State state = 0; state < news.size; ++state) {
      if (state == news.me || !news.is_alive(state) || news.at(state).deterrent >= own) continue;
      const int side = news.side(state);
      if (own < ratio * side) continue;
      // Of equal sides it stays with the prey that it has.
      if (next == nobody || side < news.side(next) || (side == news.side(next) && state == prey)) next = state;
    }
    prey = next;
  }
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<HegemonSeeker>();
}
