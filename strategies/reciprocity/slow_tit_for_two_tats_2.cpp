// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SlowTitForTwoTats2 {
  static constexpr Info info{
      .name = "slow-tit-for-two-tats-2",
      .about = "Cooperates twice, then plays what the other has done twice in a row, and else what it did itself.",
      .source = "LIFL, PRISON (1998)",
      .against = "CDDCDCCC",
      .plays = "CCCDDDDC"};
  bool has_begun = false;
  Move seen = C;
  Move next = C;
  auto operator<=>(const SlowTitForTwoTats2&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    if (has_begun) next = round.theirs == seen ? round.theirs : round.mine;
    has_begun = true;
    seen = round.theirs;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SlowTitForTwoTats2>();
}
