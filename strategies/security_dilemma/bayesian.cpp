// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/belief.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Bayesian {
  static constexpr Info info{
      .name = "bayesian",
      .about =
          "Cooperates as long as its belief that the other seeks security, which seen moves and kept or broken "
          "promises change by Bayes' rule, is at least the trust that its payoffs demand.",
      .source =
          "After Kydd (2005), with cooperation to come counted as a gain; the chances of C of 0.95 for a security "
          "seeker and 0.20 for another, the weight of promises and the bounds of belief are chosen here",
      .against = "CCDDDDCCC",
      .plays = "CCCCCDDDC"};
  static constexpr auto params() {
    return std::array{
        Param<Bayesian>{"prior", &Bayesian::prior, 0, 1, "Belief before round 1 that the other seeks security."},
        Param<Bayesian>{"patience", &Bayesian::patience, 0, 0.999, "Weight of the next round against this one."}};
  }
  double prior = 0.5, patience = 0.9;
  std::int8_t demanded = 0;
  Belief belief;
  auto operator<=>(const Bayesian&) const = default;

  void begin(const Briefing& briefing) {
    belief = Belief(prior);
    turn(briefing);
  }
  void turn(const Briefing& briefing) {
    demanded = static_cast<std::int8_t>(Belief::evidence_for(TrustDemand(briefing.payoffs, patience).threshold()));
  }
  void hear(Signal signal) { belief.hear(signal); }
  Move play() const { return belief.evidence() >= demanded ? C : D; }
  void see(Seen round) { belief.learn(belief.weigh(round.theirs)); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Bayesian>();
}
