// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Grim {
  static constexpr Info info{.name = "grim",
                             .about = "Cooperates until it has seen a D, then defects for ever.",
                             .source = "Axelrod (1980); Banks & Sundaram (1990). A slip of its own does not trigger it",
                             .against = "CCDCCC",
                             .plays = "CCCDDD"};
  Move next = C;
  auto operator<=>(const Grim&) const = default;

  Move play() const { return next; }
  void see(Seen round) { next = next == D ? D : round.theirs; }
};

struct FirstByDavis {
  static constexpr Info info{
      .name = "first-by-davis",
      .about = "Cooperates for ten rounds, then is grim: it defects for ever once it has seen a D, even an early one.",
      .source = "Davis, in Axelrod (1980)",
      .against = "CDCCCCCCCCCC",
      .plays = "CCCCCCCCCCDD"};
  static constexpr auto params() {
    return std::array{Param<FirstByDavis>{"patience", &FirstByDavis::patience, 0, 200,
                                          "Rounds of C with which it begins, whatever happens."}};
  }
  int patience = 10;
  std::uint8_t rounds = 0;  // of patience that are over
  Grim grudge;
  auto operator<=>(const FirstByDavis&) const = default;

  Move play() const { return rounds < patience ? C : grudge.next; }
  void see(Seen round) {
    grudge.see(round);
    rounds = static_cast<std::uint8_t>(rounds + (rounds < patience));
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Grim>();
  catalogue.add<FirstByDavis>();
}
