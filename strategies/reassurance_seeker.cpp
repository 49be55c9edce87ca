// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct ReassuranceSeeker {
  static constexpr Info info{
      .name = "reassurance-seeker",
      .about =
          "Cooperates as long as its belief that the other seeks security, which a seen C raises and a seen D "
          "lowers, is at least the trust that its payoffs demand.",
      .source =
          "After Kydd (2005), with cooperation to come counted as a gain; the prior of 1/2, chances of C of 0.95 for "
          "a security seeker and 0.20 for another, and the bounds of belief are chosen here",
      .against = "CCDDDDCCC",
      .plays = "CCCCCDDDC"};
  static constexpr auto params() {
    return std::array{Param<ReassuranceSeeker>{"patience", &ReassuranceSeeker::patience, 0, 0.999,
                                               "Weight of the next round against this one."}};
  }
  // Evidence is the logarithm of the odds in units of ln(4.75)/9, so that belief is a whole number and stays exact: a C
  // is 0.95/0.20 = 4.75 times likelier from a security seeker, a D 0.80/0.05 = 16 times less, and ln(4.75) : ln(16) is
  // nearly 9 : 16. The bounds (odds of 1 : 256 and 107 : 1) keep it able to change its mind.
  static constexpr int from_c = 9, from_d = -16, least = -32, most = 27;
  double patience = 0.9;
  std::int8_t demanded = 0;
  std::int8_t evidence = 0;
  auto operator<=>(const ReassuranceSeeker&) const = default;

  void begin(const Briefing& briefing) {
    const Payoffs& own = briefing.payoffs;
    const double risk = own.punishment() - own.sucker();
    const double gain = own.reward() - own.temptation() + patience / (1 - patience) * (own.reward() - own.punishment());
    demanded = static_cast<std::int8_t>(risk <= 0 ? least : gain <= 0 ? most + 1 : evidence_for(risk / gain));
  }
  Move play() const { return evidence >= demanded ? C : D; }
  void see(Seen round) {
    const int updated = evidence + (round.theirs == C ? from_c : from_d);
    evidence = static_cast<std::int8_t>(std::clamp(updated, least, most));
  }

 private:
  /// The least evidence with at least these odds. Trust needs risk / (risk + gain), which are odds of risk : gain.
  static int evidence_for(double odds) {
    const double units = from_c * std::log(odds) / std::log(4.75);
    const double whole = std::ceil(units - 1e-6);  // a tie counts as trust
    return static_cast<int>(std::clamp<double>(whole, least, most + 1));
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<ReassuranceSeeker>();
}
