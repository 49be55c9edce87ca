// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct PowerBalancer {
  static constexpr Info info{
      .name = "power-balancer",
      .about = "Defends all others as long as one state alone holds more than a share of all strength.",
      .source = "Waltz (1979): states balance against power, whatever it does"};
  static constexpr auto params() {
    return std::array{Param<PowerBalancer>{"share", &PowerBalancer::share, 0, 1,
                                           "Share of the strength in its neighbourhood that one state may hold."}};
  }
  double share = 0.5;
  State strongest = nobody;  // of those that hold too much
  auto operator<=>(const PowerBalancer&) const = default;

  Stance stance(State other) const { return strongest != nobody && other != strongest ? Stance::defend : Stance::none; }
  void begin(const News& news) { see(news); }
  void see(const News& news) {
    int total = 0;
    for (State state = 0; state < news.size; ++state) total += news.at(state).strength;
    strongest = nobody;
    for (State state = 0; state < news.size; ++state) {
      const int strength = news.at(state).strength;
      if (state == news.me || strength <= share * total) continue;
      if (strongest == nobody || strength > news.at(strongest).strength) strongest = state;
    }
  }
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<PowerBalancer>();
}
