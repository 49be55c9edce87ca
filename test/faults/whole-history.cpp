// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <detente/strategy.hpp>
#include <vector>
using namespace detente;
namespace {
// Keeps every move, as classroom strategies do: hostile when the other was so in more than a third of the last half.
struct WholeHistory {
  static constexpr Info info{.name = "whole-history",
                             .about = "Defects if more than a third of the latter half of what it saw was D.",
                             .source = "workshop trial",
                             .against = "CDDC",
                             .plays = "CCDD"};
  std::vector<Move> mine, theirs;
  auto operator<=>(const WholeHistory&) const = default;
  Move play() const {
    const auto half = theirs.begin() + static_cast<std::ptrdiff_t>(theirs.size() / 2);
    return 3 * std::count(half, theirs.end(), D) > theirs.end() - half ? D : C;
  }
  void see(Seen round) {
    mine.push_back(round.mine);
    theirs.push_back(round.theirs);
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<WholeHistory>();
}
