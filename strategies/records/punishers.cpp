// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Answers a seen D with rounds of D, whatever happens meanwhile; how many follows from the other's record then.
template <class S>
struct Punishing {
  static constexpr int most = 20;  // rounds, after the first
  Ledger theirs;
  std::uint8_t left = 0;  // rounds of D to come
  auto operator<=>(const Punishing&) const = default;

  Move play() const { return left > 0 ? D : C; }
  void see(Seen round) {
    theirs.add(round.theirs);
    left = static_cast<std::uint8_t>(left - (left > 0));
    if (left == 0 && round.theirs == D) left = static_cast<std::uint8_t>(1 + S::length(theirs));
  }
};

struct Punisher : Punishing<Punisher> {
  static constexpr Info info{.name = "punisher",
                             .about =
                                 "Answers a seen D with one D and one more for every full twentieth of the other's "
                                 "moves so far that were D, whatever happens meanwhile.",
                             .source = "Palmer, in Axelrod-Python",
                             .against = "CCCCCCCCCDCCCCDC",
                             .plays = "CCCCCCCCCCDDDCCD"};
  auto operator<=>(const Punisher&) const = default;

  static int length(const Ledger& theirs) {
    return static_cast<int>(std::int64_t{most} * theirs.hostile / theirs.rounds());
  }
};

struct InversePunisher : Punishing<InversePunisher> {
  static constexpr Info info{.name = "inverse-punisher",
                             .about =
                                 "Answers a seen D with one D and one more for every full twentieth of the other's "
                                 "moves so far that were C, but at least one, whatever happens meanwhile.",
                             .source = "Palmer, in Axelrod-Python",
                             .against = "CDCCCCCCCCCCCC",
                             .plays = "CCDDDDDDDDDDDC"};
  auto operator<=>(const InversePunisher&) const = default;

  static int length(const Ledger& theirs) {
    return std::max(1, static_cast<int>(std::int64_t{most} * theirs.restrained / theirs.rounds()));
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Punisher>();
  catalogue.add<InversePunisher>();
}
