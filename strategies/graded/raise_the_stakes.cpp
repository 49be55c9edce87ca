// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct RaiseTheStakes {
  static constexpr Info info{
      .name = "raise-the-stakes",
      .about =
          "Counts restraint, in levels below the top, as an investment: it invests a little, then two steps more where "
          "the other invested more than itself, one step more where as much, and else as much as the other.",
      .source =
          "Roberts & Sherratt (1998), as levels of armament; what it invested itself is what it did, whatever it meant",
      .against = "5431155",
      .plays = "4532015",
      .levels = 6};
  static constexpr auto params() {
    return std::array{
        Param<RaiseTheStakes>{"first", &RaiseTheStakes::first, 0, kMaxLevels - 1, "Levels below the top in round 1."},
        Param<RaiseTheStakes>{"step", &RaiseTheStakes::step, 1, kMaxLevels - 1, "Levels of a step."}};
  }
  int first = 1, step = 1;
  Level next = 0;
  auto operator<=>(const RaiseTheStakes&) const = default;

  void begin(const Briefing& briefing) {
    const int top = briefing.levels() - 1;
    if (first > top)
      throw Error("raise-the-stakes: first is " + std::to_string(first) +
                  "; in this game it must be a whole number of levels in 0…" + std::to_string(top));
    next = static_cast<Level>(top - first);
  }
  Level play() const { return next; }
  void see(LevelSeen round) {
    const int steps = (round.theirs <= round.mine) + (round.theirs < round.mine);
    const int raised = std::max(round.mine - steps * step, 0);
    next = static_cast<Level>(std::array<int, 2>{round.theirs, raised}[steps > 0]);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<RaiseTheStakes>();
}
