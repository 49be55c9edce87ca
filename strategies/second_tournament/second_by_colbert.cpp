// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByColbert {
  static constexpr Info info{.name = "second-by-colbert",
                             .about =
                                 "Opens with CCCCCDC whatever happens; then it cooperates until it sees a D, which it "
                                 "answers with DDC before it looks again.",
                             .source = "Colbert, in Axelrod (1980b)",
                             .against = "DDDDDDDDDCCDCDCC",
                             .plays = "CCCCCDCCDDCCDDCC"};
  static constexpr Moves script{"CCCCCDCCDDC"};
  static constexpr int watch = 7;  // the place where it waits for a D
  std::uint8_t place = 0;
  auto operator<=>(const SecondByColbert&) const = default;

  Move play() const { return script[place]; }
  void see(Seen round) {
    const bool stays = place == watch && round.theirs == C;
    place = static_cast<std::uint8_t>(stays || place + 1 == script.size() ? watch : place + 1);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByColbert>();
}
