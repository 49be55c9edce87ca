// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Cure {
  static constexpr Info info{
      .name = "cure",
      .about =
          "Cooperates as long as the other was seen to defect at most so many times more often than it did itself.",
      .source =
          "Cumulative reciprocity, Li et al. (2022). Here the difference is counted no further than 8 beyond the "
          "tolerance, to either side",
      .against = "DDCDDDCCC",
      .plays = "CCDCDDDCC"};
  static constexpr auto params() {
    return std::array{
        Param<Cure>{"tolerance", &Cure::tolerance, 0, 100, "Greatest difference at which it still cooperates."}};
  }
  // Where only hands slip, two of them keep opposite differences, with one bound for both sides also at the bound; a
  // bound b beyond the tolerance cuts off ρ^(2b) of the rounds beyond it, ρ = ε / (1 − ε): 6e-11 at ε = 0.2. Where no
  // hand slips, the difference never passes tolerance + 1 and the bound is never met.
  static constexpr int beyond = 8;
  int tolerance = 1;
  std::int8_t difference = 0;  // seen D of the other − own D
  auto operator<=>(const Cure&) const = default;

  Move play() const { return difference > tolerance ? D : C; }
  void see(Seen round) {
    const int bound = tolerance + beyond;
    difference = static_cast<std::int8_t>(std::clamp(difference + round.theirs - round.mine, -bound, bound));
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Cure>();
}
