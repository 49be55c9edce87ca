// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct FirstByDowning {
  static constexpr Info info{
      .name = "first-by-downing",
      .about =
          "Defects twice, then does what pays more by its record of how often the other cooperated after its C and "
          "after its D; where both pay the same, it changes its move.",
      .source =
          "Downing (1975), in Axelrod (1980). The record counts a C of its own before round 1, its last move before it "
          "can be answered, and at least two D",
      .against = "CDDCCC",
      .plays = "DDCCCC"};
  struct Record {
    int tried = 0;     // how often it made the move
    int answered = 0;  // how often the other cooperated in the round after
    auto operator<=>(const Record&) const = default;
  };
  double reward = 0, sucker = 0, temptation = 0, punishment = 0;
  std::array<Record, 2> after{{{1, 0}, {0, 0}}};  // own C, own D
  Move last = C;
  Move next = D;
  auto operator<=>(const FirstByDowning&) const = default;

  void begin(const Briefing& briefing) {
    reward = briefing.payoffs.reward();
    sucker = briefing.payoffs.sucker();
    temptation = briefing.payoffs.temptation();
    punishment = briefing.payoffs.punishment();
  }
  Move play() const { return next; }
  void see(Seen round) {
    after[last].answered += round.theirs == C;
    after[round.mine].tried += 1;
    last = round.mine;
    const double cs = after[C].tried, ds = std::max(after[D].tried, 2);
    // Both expectations times cs·ds, so that equal ones of whole payoffs are found equal.
    const double from_c = (sucker * cs + (reward - sucker) * after[C].answered) * ds;
    const double from_d = (punishment * ds + (temptation - punishment) * after[D].answered) * cs;
    const bool is_opening = after[C].tried + after[D].tried < 3;
    next = is_opening ? D : from_c > from_d ? C : from_c < from_d ? D : opposite(last);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<FirstByDowning>();
}
