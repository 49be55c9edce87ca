// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct GritToken {
  static constexpr Info info{.name = "grit-token",
                             .about =
                                 "Plays tit-for-tat with a purse of tokens that fills slowly: while one is left, it "
                                 "spends it to answer a seen D with a C that it announces.",
                             .source =
                                 "After Osgood (1962); the purse, which rations unilateral initiatives so that they "
                                 "cannot be milked, and the numbers are chosen here",
                             .against = "DDDDCDDDDDC",
                             .plays = "CCCDDCDDDDC"};
  static constexpr auto params() {
    return std::array{
        Param<GritToken>{"period", &GritToken::period, 1, 100, "Rounds in which one token comes back."},
        Param<GritToken>{"capacity", &GritToken::capacity, 0, 100, "Most tokens; it begins with so many."}};
  }
  int period = 10, capacity = 2;
  std::uint8_t clock = 0;  // rounds since a token last came due
  std::uint8_t spent = 0;  // tokens that are missing
  Move mirror = C;
  bool spends = false;  // the round to come is C by a token
  auto operator<=>(const GritToken&) const = default;

  Signal say() const {
    if (!spends) return {};
    return {.kind = Signal::reassure, .level = 0, .rounds = 1};
  }
  Move play() const { return mirror; }
  void see(Seen round) {
    const bool is_due = clock + 1 == period;
    clock = static_cast<std::uint8_t>(is_due ? 0 : clock + 1);
    spent = static_cast<std::uint8_t>(spent - (is_due & (spent > 0)));
    spends = (round.theirs == D) & (spent < capacity);
    spent = static_cast<std::uint8_t>(spent + spends);
    mirror = spends ? C : round.theirs;
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<GritToken>();
}
