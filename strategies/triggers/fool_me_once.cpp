// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct FoolMeOnce {
  static constexpr Info info{.name = "fool-me-once",
                             .about = "Cooperates until it has seen two D, then defects for ever.",
                             .source = "Harper, in Axelrod-Python",
                             .against = "DCCDCC",
                             .plays = "CCCCDD"};
  CountUpTo<2> hostile;
  auto operator<=>(const FoolMeOnce&) const = default;

  Move play() const { return hostile.is_full() ? D : C; }
  void see(Seen round) {
    if (round.theirs == D) ++hostile;
  }
};

struct ForgetfulFoolMeOnce {
  static constexpr Info info{
      .name = "forgetful-fool-me-once",
      .about = "Defects while it remembers two D, and forgets all of them with a chance of 5% each round.",
      .source = "Harper, in Axelrod-Python",
      .against = "DDCCCDCDC",
      .plays = "CCDDDCCCD"};
  static constexpr auto params() {
    return std::array{Param<ForgetfulFoolMeOnce>{"forgetfulness", &ForgetfulFoolMeOnce::forgetfulness, 0, 1,
                                                 "Chance to forget, each round."}};
  }
  double forgetfulness = 0.05;
  FoolMeOnce grudge;
  auto operator<=>(const ForgetfulFoolMeOnce&) const = default;

  Move play() const { return grudge.play(); }
  /// Nothing that it plays shows whether it forgot a single D: no chance in `play` can stand for this die.
  void see(Seen round, Rng& rng) {
    grudge.see(round);
    if (grudge.hostile > 0 && rng.chance(forgetfulness)) grudge = {};
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<FoolMeOnce>();
  catalogue.add<ForgetfulFoolMeOnce>();
}
