// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Grumpy {
  static constexpr Info info{
      .name = "grumpy",
      .about =
          "Cooperates until it has seen eleven more D than C, then defects until it has seen eleven more C than D.",
      .source = "Young, in Axelrod-Python",
      .against = "DDDDDDDDDDDCCC",
      .plays = "CCCCCCCCCCCDDD"};
  static constexpr auto params() {
    return std::array{
        Param<Grumpy>{"grumpy", &Grumpy::grumpy, 0, 1, "1 if it begins with D."},
        Param<Grumpy>{"upper", &Grumpy::upper, 0, 1000, "With more D in excess of C than that it becomes grumpy."},
        Param<Grumpy>{"lower", &Grumpy::lower, -1000, 0, "With fewer D in excess of C than that it becomes nice."}};
  }
  int upper = 10;
  int lower = -10;
  int grumpy = 0;
  int balance = 0;  // every D seen so far, less every C
  auto operator<=>(const Grumpy&) const = default;

  Move play() const { return grumpy == 1 ? D : C; }
  void see(Seen round) {
    balance += 2 * round.theirs - 1;
    if (balance > upper) grumpy = 1;
    if (balance < lower) grumpy = 0;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Grumpy>();
}
