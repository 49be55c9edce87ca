// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/counts.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// Defects first and then does `S::tried` until it sees a D; that it answers with a C, and plays tit-for-tat from then
/// on.
template <class S>
struct Tester {
  Move next = D;
  bool is_sorry = false;
  auto operator<=>(const Tester&) const = default;

  Move play() const { return next; }
  void see(Seen round) {
    S& all = static_cast<S&>(*this);
    if (is_sorry) {
      next = round.theirs;
    } else if (round.theirs == C) {
      next = all.tried(round.mine);
    } else {
      all = {};
      next = C;
      is_sorry = true;
    }
  }
};

struct SecondByGladstein : Tester<SecondByGladstein> {
  static constexpr Info info{
      .name = "second-by-gladstein",
      .about =
          "Defects first, then whenever it has cooperated more often than not, until it sees a D; that it answers with "
          "a C, and plays tit-for-tat from then on.",
      .source = "Gladstein, in Axelrod (1980b), as read from the Fortran program by the authors of Axelrod-Python",
      .against = "CCCCCDDC",
      .plays = "DCCDCDCD"};
  int balance = 0;  // every own C, less every own D
  auto operator<=>(const SecondByGladstein&) const = default;

  Move tried(Move mine) {
    balance += mine == C ? 1 : -1;
    return balance > 0 ? D : C;
  }
};

struct SecondByTester : Tester<SecondByTester> {
  static constexpr Info info{.name = "second-by-tester",
                             .about =
                                 "Opens with DCC and changes its move each round, until it sees a D; that it answers "
                                 "with a C, and plays tit-for-tat from then on.",
                             .source = "Gladstein, in Axelrod (1980b), by the description there",
                             .against = "CCCCCDDC",
                             .plays = "DCCDCDCD"};
  CountUpTo<3> rounds;  // that are over
  auto operator<=>(const SecondByTester&) const = default;

  Move tried(Move mine) {
    ++rounds;
    return rounds.is_full() ? opposite(mine) : C;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByGladstein>();
  catalogue.add<SecondByTester>();
}
