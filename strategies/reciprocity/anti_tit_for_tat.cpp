// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct AntiTitForTat {
  static constexpr Info info{
      .name = "anti-tit-for-tat",
      .about = "Cooperates first, then does the opposite of the other's last move.",
      .source =
          "Hilbe, Nowak & Traulsen (2013); Ashlock, Kim & Ashlock (2009). bully, which begins with D, is of Nachbar "
          "(1992); negation, which tosses a coin first, of the competition at prisoners-dilemma.com (2017)",
      .against = "CDDC",
      .plays = "CDCC"};
  static constexpr auto params() {
    return std::array{
        Param<AntiTitForTat>{"first", &AntiTitForTat::first, 0, 1, "Chance to cooperate in the first round."}};
  }
  static constexpr auto presets() { return std::array{Preset{"bully", "first=0"}, Preset{"negation", "first=0.5"}}; }
  double first = 1;
  std::array<double, 3> after{0, 1, 1};  // chances of C after a seen C and a seen D; in the first round
  std::uint8_t last = 2;
  auto operator<=>(const AntiTitForTat&) const = default;

  void begin(const Briefing&) { after[2] = first; }
  Mix play() const { return chance(after[last]); }
  void see(Seen round) { last = round.theirs; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<AntiTitForTat>();
}
