// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>
using namespace detente;
namespace {
struct Uninit {
  static constexpr Info info{.name = "uninit",
                             .about = "Forgets to say what its memory is at first.",
                             .source = "workshop trial",
                             .against = "CD",
                             .plays = "CC"};
  Move last;
  int n;
  auto operator<=>(const Uninit&) const = default;
  Move play() const { return n > 7 ? D : last; }
  void see(Seen round) { last = round.theirs; }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Uninit>();
}
