// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/outcomes.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Stalker {
  static constexpr Info info{
      .name = "stalker",
      .about =
          "Defects while its average payoff is above that of mutual cooperation; else cooperates while it is below "
          "that and better than midway to mutual defection, or above 2; else defects while it is between 1 and 2, and "
          "tosses a coin; it defects in the last round if it knows it.",
      .source = "Andre et al. (2013), as Axelrod-Python plays it: 1 and 2 are points, whatever the payoffs",
      .against = "DCCDDC",
      .plays = "CdCCcD"};
  PerRound payoffs{};
  std::int64_t rounds_known = 0;  // 0 where unknown
  Outcomes past;
  auto operator<=>(const Stalker&) const = default;

  void begin(const Briefing& briefing) {
    payoffs = worth(briefing.payoffs);
    rounds_known = briefing.rounds;
  }
  Mix play() const {
    const int rounds = past.rounds();
    if (rounds + 1 == rounds_known) return D;
    if (rounds == 0) return C;
    const double average = past.score(payoffs) / rounds, reward = payoffs[0], punishment = payoffs[3];
    if (average > reward) return D;
    if ((average > (reward + punishment) / 2 && average < reward) || average > 2) return C;
    return average > 1 && average < 2 ? Mix(D) : chance(0.5);
  }
  void see(Seen round) { past.add(round); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Stalker>();
}
