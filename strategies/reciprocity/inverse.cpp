// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Inverse {
  static constexpr Info info{
      .name = "inverse",
      .about = "Cooperates until it has seen a D; then it defects with a chance of one by the rounds since the last D.",
      .source = "Langner, in Axelrod-Python",
      .against = "CDCCCC",
      .plays = "CCDdcd"};
  int since = 0;  // rounds since the last D, its own counted; 0 before
  auto operator<=>(const Inverse&) const = default;

  Mix play() const { return since == 0 ? Mix(C) : chance(1 - 1.0 / since); }
  void see(Seen round) { since = round.theirs == D ? 1 : since + (since > 0); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Inverse>();
}
