// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct AllOrNone {
  static constexpr Info info{.name = "all-or-none",
                             .alias = "aon",
                             .about = "Cooperates if in each of the last k rounds both moves were equal, else defects.",
                             .source =
                                 "Hilbe et al. (2017). Rounds before the first count as equal; with k=1 it is "
                                 "win-stay-lose-shift. Axelrod-Python's AON2 is aon-2, which opens CC whatever happens",
                             .against = "CDDDDCCDC",
                             .plays = "CCDDCDDDD"};
  static constexpr auto params() {
    return std::array{
        Param<AllOrNone>{"k", &AllOrNone::k, 1, 16, "Rounds of equal moves that it wants to have seen."},
        Param<AllOrNone>{"opening", &AllOrNone::opening, 1, 16, "Rounds of C with which it begins, whatever happens."}};
  }
  static constexpr auto presets() { return std::array{Preset{"aon-2", "k=2,opening=2"}}; }
  int k = 2;
  int opening = 1;
  CountUpTo<16> rounds;      // of the opening that are over
  std::uint8_t wanting = 0;  // rounds of equal moves still to be seen
  auto operator<=>(const AllOrNone&) const = default;

  Move play() const { return wanting == 0 || rounds < opening ? C : D; }
  void see(Seen round) {
    if (rounds < opening) ++rounds;
    const int fewer = wanting > 0 ? wanting - 1 : 0;
    wanting = static_cast<std::uint8_t>(round.mine == round.theirs ? fewer : k);
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<AllOrNone>();
}
