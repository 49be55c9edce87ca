// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByTidemanAndChieruzzi {
  static constexpr Info info{
      .name = "second-by-tideman-and-chieruzzi",
      .about =
          "Cooperates while it leads by a target, in points, that grows by 0, 5, 10, ... whenever it sees a C and then "
          "a D, and else defects; to an other that does not look random it gives a fresh start, which is two C and no "
          "lead or target, at least ten rounds after the last.",
      .source =
          "Tideman & Chieruzzi, in Axelrod (1980b). A split of all the other's moves looks random within three "
          "standard deviations of an even one; the first fresh start may come in round 10, none right after C and D",
      .against = "DDDDDDDDDDDCCDC",
      .plays = "CDDDDDDDDCCDCCD"};
  static constexpr int growth = 5;     // points
  static constexpr int interval = 10;  // rounds
  double stake = 0;                    // points that an own D against a C is ahead
  int rounds = 0;
  int balance = 0;             // every D seen, less every C
  int lead = 0;                // since the last fresh start: own D, less the other's
  int breaches = 0;            // since the last fresh start: a C, then a D
  CountUpTo<interval> age{1};  // rounds since the last fresh start; one counts before the first
  bool is_fresh = false;
  Move seen = C;
  Move next = C;
  auto operator<=>(const SecondByTidemanAndChieruzzi&) const = default;

  void begin(const Briefing& briefing) { stake = briefing.payoffs.temptation() - briefing.payoffs.sucker(); }
  Move play() const { return next; }
  void see(Seen round) {
    const bool is_breach = seen == C && round.theirs == D;
    seen = round.theirs;
    ++rounds;
    balance += 2 * round.theirs - 1;
    ++age;
    if (is_fresh) {
      is_fresh = false;
      lead = breaches = 0;
      age = {};
      next = C;
      return;
    }
    lead += round.mine - round.theirs;
    breaches += is_breach;
    const double target = growth * 0.5 * breaches * (breaches - 1.0);
    is_fresh = lead * stake < target && !is_breach && age.is_full() && !looks_random();
    next = is_fresh || lead * stake >= target ? C : D;
  }

 private:
  bool looks_random() const { return std::int64_t{balance} * balance < 9 * std::int64_t{rounds}; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByTidemanAndChieruzzi>();
}
