// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByGetzler {
  static constexpr Info info{
      .name = "second-by-getzler",
      .about =
          "Defects with a chance to which each seen D adds 1/2 in the next round, 1/4 in the one after, and so on.",
      .source = "Getzler, in Axelrod (1980b)",
      .against = "CDDCCC",
      .plays = "CCcddc"};
  // A binary fraction. The last 64 moves say all that a double can.
  std::uint64_t distrust = 0;
  auto operator<=>(const SecondByGetzler&) const = default;

  Mix play() const { return chance(1 - static_cast<double>(distrust) * 0x1p-64); }
  void see(Seen round) { distrust = distrust >> 1 | std::uint64_t{round.theirs} << 63; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByGetzler>();
}
