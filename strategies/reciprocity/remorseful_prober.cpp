// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct RemorsefulProber {
  static constexpr Info info{.name = "remorseful-prober",
                             .about =
                                 "Cooperates first and plays tit-for-tat, but now and then tries a D after a C, and if "
                                 "that is met with a D, cooperates once.",
                             .source = "Li, Hingston & Kendall (2011)",
                             .against = "CCDDDC",
                             .plays = "CcdCDD"};
  static constexpr auto params() {
    return std::array{
        Param<RemorsefulProber>{"probing", &RemorsefulProber::probing, 0, 1, "Chance to try a D after a seen C."}};
  }
  enum class Mood : std::uint8_t { tempted, peaceful, provoked };
  double probing = 0.1;
  Mood mood = Mood::peaceful;
  auto operator<=>(const RemorsefulProber&) const = default;

  Mix play() const {
    if (mood == Mood::tempted) return chance(1 - probing);
    return mood == Mood::provoked ? D : C;
  }
  void see(Seen round) {
    using enum Mood;
    const bool has_tried = mood == tempted && round.meant == D;
    mood = round.theirs == C ? tempted : has_tried ? peaceful : provoked;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<RemorsefulProber>();
}
