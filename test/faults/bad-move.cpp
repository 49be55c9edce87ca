// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>
using namespace detente;
namespace {
struct BadMove {
  static constexpr Info info{.name = "bad-move",
                             .about = "Returns a move that does not exist from round 3 on.",
                             .source = "workshop trial",
                             .against = "CC",
                             .plays = "CC"};
  int n = 0;
  auto operator<=>(const BadMove&) const = default;
  Move play() const { return n < 2 ? C : static_cast<Move>(-2); }
  void see(Seen) {
    if (n < 3) ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<BadMove>();
}
