// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Deterrer {
  static constexpr Info info{
      .name = "deterrer",
      .about =
          "Draws a red line at D: each crossing is warned of and punished one round longer than the last, then "
          "restraint is promised and shown whatever happens; 10 quiet rounds make the next punishment shorter.",
      .source =
          "Designed for détente: deterrence by clear red lines with visible restraint, between Jervis' (1976) "
          "deterrence and spiral models",
      .against = "DDDDDCCCCC",
      .plays = "CDCCCDDCCC"};
  static constexpr auto params() {
    return std::array{
        Param<Deterrer>{"patience", &Deterrer::patience, 1, 100, "Most rounds of D in a punishment."},
        Param<Deterrer>{"calm", &Deterrer::calm, 0, 100, "Rounds of C after a punishment, whatever happens."}};
  }
  static constexpr int forgets_after = 10;  // quiet rounds
  int patience = 3, calm = 2;
  std::uint8_t crossings = 0;  // rounds of the last punishment
  std::uint8_t stage = 0;      // 0 on watch; then the rounds of the punishment, then those of restraint
  std::uint8_t quiet = 0;      // seen C in a row on watch, while a crossing is remembered
  auto operator<=>(const Deterrer&) const = default;

  Signal say() const {
    if (stage == 1) return {.kind = Signal::threaten, .level = 0, .rounds = 1};
    if (stage == crossings + 1 && stage > 1)
      return {.kind = Signal::reassure, .level = 0, .rounds = static_cast<std::uint8_t>(calm)};
    return {};
  }
  Move play() const { return stage > 0 && stage <= crossings ? D : C; }
  void see(Seen round) {
    if (stage > 0) {
      stage = static_cast<std::uint8_t>(stage == crossings + calm ? 0 : stage + 1);
    } else if (round.theirs == D) {
      crossings = static_cast<std::uint8_t>(std::min(crossings + 1, patience));
      stage = 1;
      quiet = 0;
    } else if (crossings > 0 && ++quiet == forgets_after) {
      --crossings;
      quiet = 0;
    }
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Deterrer>();
}
