// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cmath>
#include <detente/strategy.hpp>
using namespace detente;
namespace {
// Bitten b times, quiet for q of its own D: comes back with a chance that halves with each bite.
struct Shy {
  static constexpr Info info{.name = "shy",
                             .about = "After each betrayal it stays away longer, at random, and doubles the wait.",
                             .source = "workshop trial",
                             .against = "CCDCC",
                             .plays = "CCCCC"};
  int bitten = 0;
  int shy = 0;
  bool kind = false;
  auto operator<=>(const Shy&) const = default;
  Mix play() const {
    if (bitten == 0 || (bitten == 1 && shy == 0)) return C;
    if (!kind) return D;
    return chance(std::min(1.0, shy / std::ldexp(1.0, bitten - 1)));
  }
  void see(Seen round) {
    kind = kind || round.theirs == C;
    if (round.mine == C && round.theirs == D) {
      ++bitten;
      shy = 0;
    }
    if (round.mine == D) ++shy;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Shy>();
}
