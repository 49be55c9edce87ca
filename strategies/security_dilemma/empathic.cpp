// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Empathic {
  static constexpr Info info{.name = "empathic",
                             .about =
                                 "Counts seen D that its own act of the round before does not explain, takes one off "
                                 "for a seen C, defects while the count is high, and admits its slips.",
                             .source =
                                 "One reading of security-dilemma sensibility (Booth & Wheeler 2008), not a model of "
                                 "Baker's (2019); rule and numbers are chosen here",
                             .against = "DDCDCDDC",
                             .plays = "CCDCCCCD"};
  static constexpr auto params() {
    return std::array{Param<Empathic>{"weight", &Empathic::weight, 1, 100, "Unexplained D from which on it defects."},
                      Param<Empathic>{"tolerance", &Empathic::tolerance, 0, 100,
                                      "Most unexplained D that it counts; below the weight it never defects."}};
  }
  int weight = 2, tolerance = 3;
  std::uint8_t unexplained = 0;
  Move own = C;  // what it did last, which the other answers next
  bool has_slipped = false;
  auto operator<=>(const Empathic&) const = default;

  // Only a promise that it means to keep.
  Signal say() const {
    if (!has_slipped || play() == D) return {};
    return {.kind = Signal::reassure, .level = 0, .rounds = 1};
  }
  Move play() const { return unexplained >= weight ? D : C; }
  void see(Seen round) {
    const int counted = round.theirs == C ? -1 : own == C ? 1 : 0;
    unexplained = static_cast<std::uint8_t>(std::clamp(unexplained + counted, 0, tolerance));
    own = round.mine;
    has_slipped = round.mine > round.meant;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Empathic>();
}
