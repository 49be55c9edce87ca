// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByMikkelson {
  static constexpr Info info{
      .name = "second-by-mikkelson",
      .about =
          "Gives credit, 7 at first, one more for a seen C and two less for a D, within -7 and 8, and cooperates while "
          "some is left; without any it defects and lends 4 within ten rounds, and later defects where D seen are 15% "
          "of the rounds or more.",
      .source = "Mikkelson, in Axelrod (1980b); the coming round is one of the rounds of that share",
      .against = "DDDDDDCCC",
      .plays = "CCCCDCDCC"};
  static constexpr int least = -7, most = 8, loan = 4;
  std::int8_t credit = 7;
  Move next = C;
  CountUpTo<10> rounds;
  int excess = -3;  // 20 times the D seen, less 3 times the rounds, the coming one included
  auto operator<=>(const SecondByMikkelson&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    ++rounds;
    excess += 20 * round.theirs - 3;
    credit = static_cast<std::int8_t>(round.theirs == C ? std::min(credit + 1, most) : std::max(credit - 2, least));
    next = C;
    if (credit > 0) return;
    if (!rounds.is_full()) {
      credit = loan;
      next = D;
    } else if (excess >= 0) {
      next = D;
    }
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByMikkelson>();
}
