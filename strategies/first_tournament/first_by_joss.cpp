// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct FirstByJoss {
  static constexpr Info info{
      .name = "first-by-joss",
      .alias = "joss",
      .about = "Cooperates first and plays tit-for-tat, but now and then takes advantage of a C with a D.",
      .source =
          "Joss, in Axelrod (1980); the HARD_JOSS of Stewart & Plotkin (2012). The same rule is burn-both-ends of "
          "Marinoff (1992) and naive-prober of Li, Hingston & Kendall (2011)",
      .against = "CDDCCC",
      .plays = "CcDDcd"};
  static constexpr auto params() {
    return std::array{
        Param<FirstByJoss>{"honesty", &FirstByJoss::honesty, 0, 1, "Chance to cooperate after a seen C."}};
  }
  static constexpr auto presets() {
    return std::array{Preset{"burn-both-ends", "honesty=0.9"}, Preset{"naive-prober", "honesty=0.9"}};
  }
  double honesty = 0.9;
  std::array<double, 3> after{0, 0, 1};  // chances of C after a seen C and a seen D; in the first round
  std::uint8_t last = 2;
  auto operator<=>(const FirstByJoss&) const = default;

  void begin(const Briefing&) { after[C] = honesty; }
  Mix play() const { return chance(after[last]); }
  void see(Seen round) { last = round.theirs; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<FirstByJoss>();
}
