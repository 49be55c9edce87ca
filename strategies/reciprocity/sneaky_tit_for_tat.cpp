// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SneakyTitForTat {
  static constexpr Info info{.name = "sneaky-tit-for-tat",
                             .about =
                                 "Cooperates twice and defects until it has seen a D; then it plays tit-for-tat, but "
                                 "takes a D that follows its own of the round before.",
                             .source = "Langner, in Axelrod-Python",
                             .against = "CCCDDDCC",
                             .plays = "CCDDCCDC"};
  CountUpTo<2> rounds;  // of the opening that are over
  bool is_found_out = false;
  Move mine = C;
  Move next = C;
  auto operator<=>(const SneakyTitForTat&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    const bool is_punished = round.theirs == D && mine == D;
    is_found_out |= round.theirs == D;
    mine = round.mine;
    ++rounds;
    if (rounds.is_full()) next = !is_found_out ? D : is_punished ? C : round.theirs;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SneakyTitForTat>();
}
