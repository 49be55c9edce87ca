// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SpitefulTitForTat {
  static constexpr Info info{
      .name = "spiteful-tit-for-tat",
      .about = "Repeats the other's last move until it has seen D twice in a row, then defects for ever.",
      .source = "LIFL, PRISON (1998)",
      .against = "DCDDCCC",
      .plays = "CDCDDDD"};
  StreakUpTo<2> hostile;
  auto operator<=>(const SpitefulTitForTat&) const = default;

  Move play() const { return hostile > 0 ? D : C; }
  void see(Seen round) { hostile.add(round.theirs == D || hostile.is_full()); }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SpitefulTitForTat>();
}
