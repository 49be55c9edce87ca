// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <detente/belief.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct ReassuranceSeeker {
  static constexpr Info info{
      .name = "reassurance-seeker",
      .about =
          "Cooperates while it believes well enough that the other seeks security; where it believes too little for "
          "that, but enough for a small first step, it announces one C every so many rounds and watches the answer.",
      .source =
          "After Kydd (2000, 2005), with cooperation to come counted as a gain. The belief is that of bayesian; that a "
          "step of a share of the rounds counts for that share of a D when it is not answered, and that other D count "
          "for nothing meanwhile, since they answer its own, is chosen here",
      .against = "DDCCCCDDCDCC",
      .plays = "CCDDCCCCDCDC"};
  static constexpr auto params() {
    return std::array{Param<ReassuranceSeeker>{"prior", &ReassuranceSeeker::prior, 0, 1,
                                               "Belief before round 1 that the other seeks security."},
                      Param<ReassuranceSeeker>{"patience", &ReassuranceSeeker::patience, 0, 0.999,
                                               "Weight of the next round against this one."}};
  }
  static constexpr int longest_period = 100;
  double prior = 0.5, patience = 0.9;
  std::int8_t demanded = 0, demanded_for_step = 0;  // least evidence to cooperate, and to make small steps
  std::int8_t refusal = 0;                          // what an unanswered step says
  std::uint8_t period = 2;                          // one C in so many rounds is a small step
  Belief belief;
  std::uint8_t stage = 0;  // rounds since the last small step
  auto operator<=>(const ReassuranceSeeker&) const = default;

  void begin(const Briefing& briefing) {
    belief = Belief(prior);
    turn(briefing);
  }
  void turn(const Briefing& briefing) {
    const TrustDemand demand(briefing.payoffs, patience);
    const double share = demand.first_step();
    demanded = static_cast<std::int8_t>(Belief::evidence_for(demand.threshold()));
    demanded_for_step = static_cast<std::int8_t>(Belief::evidence_for(demand.first_step_threshold()));
    if (share == 0) return;
    // Rounded towards less risk: a longer period.
    period = static_cast<std::uint8_t>(std::min<double>(std::ceil(1 / share - 1e-9), longest_period));
    refusal = static_cast<std::int8_t>(std::min(std::lround(Belief::kFromD * share), -1L));
  }
  Signal say() const {
    if (!steps() || stage != 0) return {};
    return {.kind = Signal::reassure, .level = 0, .rounds = 1};
  }
  void hear(Signal signal) { belief.hear(signal); }
  Move play() const { return belief.evidence() >= demanded || (steps() && stage == 0) ? C : D; }
  void see(Seen round) {
    const bool was_stepping = steps();
    const bool was_promised = belief.is_promised();
    const int news = belief.weigh(round.theirs);
    const int answer = stage == 1 ? refusal : 0;
    belief.learn(was_stepping && round.theirs == D && !was_promised ? answer : news);
    const int next = stage + 1 == period ? 0 : stage + 1;
    stage = static_cast<std::uint8_t>(was_stepping && steps() ? next : 0);
  }

 private:
  bool steps() const { return belief.evidence() < demanded && belief.evidence() >= demanded_for_step; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<ReassuranceSeeker>();
}
