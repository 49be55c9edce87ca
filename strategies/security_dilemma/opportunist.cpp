// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Opportunist {
  static constexpr Info info{
      .name = "opportunist",
      .about =
          "Feigns reassurance: it promises two rounds of restraint and plays tit-for-tat until it has seen enough C in "
          "a row, then strikes against its word, makes amends and begins again.",
      .source = "Designed for détente, as the danger that conciliation has to fear",
      .against = "CCCCCCDCCDC",
      .plays = "CCCCCDCCCCD"};
  static constexpr auto params() {
    return std::array{Param<Opportunist>{"trust", &Opportunist::trust, 1, 100, "Seen C in a row before it strikes."},
                      Param<Opportunist>{"strike", &Opportunist::strike, 1, 100, "Rounds of D in a strike."},
                      Param<Opportunist>{"amends", &Opportunist::amends, 0, 100, "Rounds of C after a strike."}};
  }
  int trust = 5, strike = 1, amends = 2;
  Move mirror = C;
  std::uint8_t trusted = 0;  // seen C in a row, under cover
  std::uint8_t stage = 0;    // 0 under cover; then the rounds of the strike, then those of the amends
  auto operator<=>(const Opportunist&) const = default;

  Signal say() const {
    if (stage != 0 || mirror == D) return {};
    return {.kind = Signal::reassure, .level = 0, .rounds = 2};
  }
  // D by the mirror, which rests at C once the cover is dropped, or in a strike.
  Move play() const { return static_cast<Move>(mirror | ((stage > 0) & (stage <= strike))); }
  // No branches: noise would make the processor guess wrong.
  void see(Seen round) {
    const bool is_under_cover = stage == 0;
    const int trusted_now = round.theirs == C ? trusted + 1 : 0;
    const bool strikes = is_under_cover & (trusted_now >= trust);
    const int next_stage = stage == strike + amends ? 0 : stage + 1;
    mirror = is_under_cover ? round.theirs : mirror;
    trusted = static_cast<std::uint8_t>((is_under_cover & !strikes) ? trusted_now : 0);
    stage = static_cast<std::uint8_t>(is_under_cover ? static_cast<int>(strikes) : next_stage);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Opportunist>();
}
