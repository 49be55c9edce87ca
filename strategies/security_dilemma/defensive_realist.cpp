// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/belief.hpp>
#include <detente/openness.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct DefensiveRealist {
  static constexpr Info info{
      .name = "defensive-realist",
      .about =
          "Cooperates while it believes that the other seeks security and overlooks a lone D after a run of C, but "
          "answers two D in a row with D until a seen C, whatever it believes; restraint that ends a conflict it lets "
          "the other verify where that is cheaper than to be misread.",
      .source =
          "After defensive realism (Jervis 1978; Glaser 2010) and Kydd (2005). The belief is that of bayesian; on two "
          "levels a floor under its security can only mean not to stay restrained for a third round against D",
      .against = "CCDCDDDCCDC",
      .plays = "CCCCCCDDCCC"};
  static constexpr auto params() {
    using Self = DefensiveRealist;
    return std::array{Param<Self>{"prior", &Self::prior, 0, 1, "Belief before round 1 that the other seeks security."},
                      Param<Self>{"patience", &Self::patience, 0, 0.999, "Weight of the next round against this one."},
                      Param<Self>{"run", &Self::run, 1, 100, "Seen C in a row after which a lone D is overlooked."},
                      Param<Self>{"open", &Self::openness, 0, 1, "1: it is open where that pays; 0: it never is."}};
  }
  double prior = 0.5, patience = 0.9;
  int run = 2, openness = 1;
  std::int8_t demanded = 0;
  bool opens = false;
  Belief belief;
  std::int8_t streak = 0;  // seen C in a row, up to `run`; seen D in a row below 0, down to −2
  bool is_tense = false;   // hostility was meant or seen in the last round; only known to a state that opens
  auto operator<=>(const DefensiveRealist&) const = default;

  void begin(const Briefing& briefing) {
    belief = Belief(prior);
    turn(briefing);
  }
  void turn(const Briefing& briefing) {
    demanded = static_cast<std::int8_t>(Belief::evidence_for(TrustDemand(briefing.payoffs, patience).threshold()));
    opens = openness == 1 && is_worth_opening(briefing);
  }
  void hear(Signal signal) { belief.hear(signal); }
  bool open() const { return is_tense && play() == C; }
  Move play() const { return streak > -2 && belief.evidence() >= demanded ? C : D; }
  void see(Seen round) {
    const int news = belief.weigh(round.theirs);
    const bool is_overlooked = round.theirs == D && streak >= run;
    belief.learn(is_overlooked ? 0 : news);
    const int up = std::min(std::max<int>(streak, 0) + 1, run);
    const int down = std::max(std::min<int>(streak, 0) - 1, -2);
    streak = static_cast<std::int8_t>(round.theirs == C ? up : down);
    is_tense = opens && (round.meant == D || round.theirs == D);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<DefensiveRealist>();
}
