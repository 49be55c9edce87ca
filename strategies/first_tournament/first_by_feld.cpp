// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct FirstByFeld {
  static constexpr Info info{.name = "first-by-feld",
                             .about =
                                 "Cooperates first; defects after a seen D, and cooperates after a seen C with a "
                                 "chance that falls from 1 to 1/2 over 200 rounds.",
                             .source = "Feld, in Axelrod (1980); that the chance falls in a straight line is a guess",
                             .against = "CDCCDC",
                             .plays = "CcDcdD"};
  static constexpr auto params() {
    return std::array{
        Param<FirstByFeld>{"last", &FirstByFeld::last, 0, 1, "Chance to cooperate after a seen C at the end."},
        Param<FirstByFeld>{"decay", &FirstByFeld::decay, 1, 10000, "Rounds in which the chance falls."}};
  }
  double last = 0.5;
  int decay = 200;
  double fall = 0;           // of the chance, per round
  std::uint16_t rounds = 0;  // that are over, at most the decay
  Move seen = C;
  auto operator<=>(const FirstByFeld&) const = default;

  void begin(const Briefing&) { fall = (1 - last) / decay; }
  Mix play() const { return seen == D ? Mix(D) : chance(std::max(1 - fall * rounds, last)); }
  void see(Seen round) {
    seen = round.theirs;
    rounds = static_cast<std::uint16_t>(rounds + (rounds < decay));
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<FirstByFeld>();
}
