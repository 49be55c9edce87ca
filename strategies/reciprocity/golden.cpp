// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Golden {
  static constexpr Info info{.name = "golden",
                             .about =
                                 "Cooperates first and defects until it has seen a D; then it steers the ratio of all "
                                 "C to all D, both sides', towards the golden one.",
                             .source = "Standen, in Axelrod-Python, where pi and e steer towards those numbers",
                             .against = "CDCCCC",
                             .plays = "CDCDDC"};
  static constexpr auto params() {
    return std::array{Param<Golden>{"ratio", &Golden::ratio, 0, 1000, "The ratio of C to D above which it defects."}};
  }
  static constexpr auto presets() {
    return std::array{Preset{"pi", "ratio=3.141592653589793"}, Preset{"e", "ratio=2.718281828459045"}};
  }
  double ratio = 1.618033988749895;
  int restrained = 0;  // every C of both
  int hostile = 0;     // every D of both
  bool is_provoked = false;
  auto operator<=>(const Golden&) const = default;

  Move play() const {
    if (!is_provoked) return restrained + hostile == 0 ? C : D;
    return static_cast<double>(restrained) / hostile > ratio ? D : C;
  }
  void see(Seen round) {
    const int fresh = round.mine + round.theirs;
    hostile += fresh;
    restrained += 2 - fresh;
    is_provoked |= round.theirs == D;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Golden>();
}
