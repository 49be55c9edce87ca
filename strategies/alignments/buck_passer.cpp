// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>
#include <detente/systems/fear.hpp>

using namespace detente;

namespace {

struct BuckPasser {
  static constexpr Info info{.name = "buck-passer",
                             .about =
                                 "Lets others balance; defends the victims only once the threat outweighs all who "
                                 "are at odds with it.",
                             .source = "Christensen & Snyder (1990); Mearsheimer (2001)"};
  static constexpr auto params() {
    return std::array{
        Param<BuckPasser>{"ratio", &BuckPasser::ratio, 0, 10,
                          "Strength of the threat's side, over that of those at odds with it, from which on it acts."},
        Param<BuckPasser>{"calm", &BuckPasser::calm, 1, 100, "Rounds of good standing that end a threat."}};
  }
  double ratio = 2;
  int calm = 5;
  Fear fear;
  std::uint64_t victims = 0;  // that it defends
  auto operator<=>(const BuckPasser&) const = default;

  Stance stance(State other) const { return (victims & bit_of(other)) != 0 ? Stance::defend : Stance::none; }
  void see(const News& news) {
    fear.see(news, calm);
    victims = 0;
    if (fear.who == nobody) return;
    int opposed = 0;
    for (State state = 0; state < news.size; ++state)
      if (state != news.me && state != fear.who &&
          (news.is_attacked(fear.who, state) || news.is_attacked(state, fear.who)))
        opposed += news.at(state).strength;
    if (ratio * opposed <= news.side(fear.who))
      victims = news.at(fear.who).victims & ~(bit_of(fear.who) | bit_of(news.me));
  }
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<BuckPasser>();
}
