// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Plays an opening, and knows afterwards whether the other's moves in its last rounds were the right ones.
struct Greeting {
  std::uint8_t place = 0;  // in the opening
  bool is_over = false;
  bool is_met = true;  // as far as it could
  auto operator<=>(const Greeting&) const = default;

  Move play(Moves opening, Move if_met) const {
    if (!is_over) return opening[place];
    return is_met ? if_met : opposite(if_met);
  }
  void see(Move theirs, Moves opening, Moves answer) {
    if (is_over) return;
    const int first = opening.size() - answer.size();
    is_met &= place < first || theirs == answer[place - first];
    is_over = ++place == opening.size();
    if (is_over) place = 0;
  }
};

struct Handshake {
  static constexpr Info info{
      .name = "handshake",
      .about = "Opens with CD and cooperates for ever with an other that did the same, else defects for ever.",
      .source = "Robson (1990), as in Axelrod-Python",
      .against = "CDDCD",
      .plays = "CDCCC"};
  static constexpr auto params() {
    return std::array{
        Param<Handshake>{"opening", &Handshake::opening, 1, Moves::kMost, "The moves by which they know each other."}};
  }
  Moves opening{"CD"};
  Greeting greeting;
  auto operator<=>(const Handshake&) const = default;

  Move play() const { return greeting.play(opening, C); }
  void see(Seen round) { greeting.see(round.theirs, opening, opening); }
};

struct CollectiveStrategy {
  static constexpr Info info{
      .name = "collective-strategy",
      .about =
          "Opens with CD and cooperates with an other that did the same until that one defects again, else defects.",
      .source = "Li & Kendall (2009)",
      .against = "CDCDCC",
      .plays = "CDCCDD"};
  static constexpr Moves opening{"CD"};
  Greeting greeting;
  auto operator<=>(const CollectiveStrategy&) const = default;

  Move play() const { return greeting.play(opening, C); }
  void see(Seen round) {
    if (greeting.is_over) greeting.is_met &= round.theirs == C;
    greeting.see(round.theirs, opening, opening);
  }
};

struct GradualKiller {
  static constexpr Info info{
      .name = "gradual-killer",
      .about =
          "Opens with DDDDDCC and defects for ever if the other answered the two C with D, else cooperates for ever.",
      .source = "LIFL, PRISON (1998)",
      .against = "CDDDDDDCC",
      .plays = "DDDDDCCDD"};
  static constexpr Moves opening{"DDDDDCC"};
  static constexpr Moves answer{"DD"};
  Greeting greeting;
  auto operator<=>(const GradualKiller&) const = default;

  Move play() const { return greeting.play(opening, D); }
  void see(Seen round) { greeting.see(round.theirs, opening, answer); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Handshake>();
  catalogue.add<CollectiveStrategy>();
  catalogue.add<GradualKiller>();
}
