// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cmath>

#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByWmAdams {
  static constexpr Info info{
      .name = "second-by-wm-adams",
      .about =
          "Counts D seen after the first round: while they are 4, 7 or 9 it defects, else it cooperates; but beyond 9 "
          "it forgives a D only with a chance that each further one halves.",
      .source =
          "Adams, in Axelrod (1980b). The chance is 2^(9 - D seen), as Axelrod-Python plays it, not as it is described "
          "there; it stays at 2^-54",
      .against = "DDDDDCDDDDDCDD",
      .plays = "CCCCCDDCCDCDDd"};
  static constexpr int first_doubt = 9;
  bool has_begun = false;
  CountUpTo<63> grievances;
  Move seen = C;
  auto operator<=>(const SecondByWmAdams&) const = default;

  Mix play() const {
    if (grievances == 4 || grievances == 7 || grievances == 9) return D;
    if (grievances <= first_doubt || seen == C) return C;
    return chance(std::ldexp(1.0, first_doubt - grievances));
  }
  void see(Seen round) {
    if (has_begun && round.theirs == D) ++grievances;
    has_begun = true;
    seen = grievances <= first_doubt ? C : round.theirs;  // until then it does not matter
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByWmAdams>();
}
