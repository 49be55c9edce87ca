// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct TrickyCooperator {
  static constexpr Info info{
      .name = "tricky-cooperator",
      .about = "Cooperates for three rounds; then it defects unless it has seen a D in the last ten rounds.",
      .source = "Langner, in Axelrod-Python",
      .against = "CCCDCCCCCCCCCCC",
      .plays = "CCCDCCCCCCCCCCD"};
  static constexpr int trial = 3, window = 10;  // rounds
  CountUpTo<window> peaceful{window - trial};   // rounds since the last D, at first as if the trial filled the window
  auto operator<=>(const TrickyCooperator&) const = default;

  Move play() const { return peaceful.is_full() ? D : C; }
  void see(Seen round) {
    if (round.theirs == D)
      peaceful = {};
    else
      ++peaceful;
  }
};

struct TrickyDefector {
  static constexpr Info info{
      .name = "tricky-defector",
      .about = "Defects, but cooperates after three D in a row of an other that has ever cooperated.",
      .source = "Langner, in Axelrod-Python",
      .against = "DDDCDDDDC",
      .plays = "DDDDDDDCC"};
  bool has_hope = false;  // it has seen a C
  StreakUpTo<3> hostile;  // since then
  auto operator<=>(const TrickyDefector&) const = default;

  Move play() const { return hostile.is_full() ? C : D; }
  void see(Seen round) {
    hostile.add(has_hope && round.theirs == D);
    has_hope |= round.theirs == C;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<TrickyCooperator>();
  catalogue.add<TrickyDefector>();
}
