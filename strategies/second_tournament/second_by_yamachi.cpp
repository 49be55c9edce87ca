// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cstdlib>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByYamachi {
  static constexpr Info info{
      .name = "second-by-yamachi",
      .about =
          "Predicts the other from how often it cooperated and how often it defected after the same two moves, the "
          "other's and then its own, and cooperates if C was as frequent; from round 41 on it defects on an other "
          "whose share of D is between 45% and 55%.",
      .source =
          "Yamachi, in Axelrod (1980b). What it predicts is the round just over, its own moves count as predicted even "
          "where it defected on an even share, and that share is of half a D more and the coming round more",
      .against = "DDDDDCCCDDD",
      .plays = "CCCDCDDCDCD"};
  static constexpr int soonest = 41;  // round
  std::array<int, 4> excess{};        // by a move of the other's and its own after it: C that went with that, less D
  int rounds = 0;
  int balance = 0;        // every D seen, less every C
  std::uint8_t pair = 0;  // of such moves, the last
  Move seen = C;
  Move mine = C;  // unless the other's share is even
  auto operator<=>(const SecondByYamachi&) const = default;

  Move play() const { return is_even() ? D : mine; }
  void see(Seen round) {
    if (rounds > 0) excess[pair] += seen == C ? 1 : -1;
    pair = static_cast<std::uint8_t>(2 * seen + mine);
    mine = excess[pair] >= 0 ? C : D;
    seen = round.theirs;
    ++rounds;
    balance += 2 * round.theirs - 1;
  }

 private:
  bool is_even() const { return rounds + 1 >= soonest && 10 * std::abs(balance) < rounds + 1; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByYamachi>();
}
