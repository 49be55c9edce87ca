// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>
using namespace detente;
namespace {
// Cooperates for ten rounds, then as long as at least 60 % of what it saw was restraint.
struct ThresholdSixty {
  static constexpr Info info{
      .name = "threshold-sixty",
      .about = "Cooperates for ten rounds, then while at least a share of 0.6 of all it saw was C.",
      .source = "workshop trial, after a rule of thumb for noisy matches",
      .against = "DDDDDDCCCCCC",
      .plays = "CCCCCCCCCCDD"};
  double share = 0.6;
  int seen = 0;
  int kind = 0;
  static constexpr auto params() {
    return std::array{Param<ThresholdSixty>{"share", &ThresholdSixty::share, 0, 1, "Share of C that it asks for."}};
  }
  auto operator<=>(const ThresholdSixty&) const = default;
  Move play() const { return seen < 10 || kind >= share * seen ? C : D; }
  void see(Seen round) {
    ++seen;
    kind += round.theirs == C;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<ThresholdSixty>();
}
