// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct FenceSitter {
  static constexpr Info info{
      .name = "fence-sitter",
      .about = "Waits, and backs the strongest attacker that is twice as strong as all whom it attacks.",
      .source = "Schweller (1994), bandwagoning for profit"};
  State winner = nobody;
  auto operator<=>(const FenceSitter&) const = default;

  Stance stance(State other) const { return other == winner ? Stance::back : Stance::none; }
  void see(const News& news) {
    winner = nobody;
    for (State state = 0; state < news.size; ++state) {
      if (state == news.me || !news.is_alive(state)) continue;
      int foes = 0;
      for (State other = 0; other < news.size; ++other)
        if (other != news.me && other != state && news.is_attacked(other, state)) foes += news.at(other).strength;
      const int strength = news.at(state).strength;
      if (foes > 0 && strength >= 2 * foes && (winner == nobody || strength > news.at(winner).strength)) winner = state;
    }
  }
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<FenceSitter>();
}
