// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct SecondByWhite {
  static constexpr Info info{
      .name = "second-by-white",
      .about =
          "Cooperates for ten rounds and after a seen C; it answers a D with D if all D seen, times the whole part of "
          "the round's natural logarithm, reach the number of the round.",
      .source = "White, in Axelrod (1980b); the round is the coming one",
      .against = "CCCDDDDCCDDCD",
      .plays = "CCCCCCCCCCCDC"};
  int round_to_come = 1;
  int grievances = 0;          // every D seen
  std::uint8_t logarithm = 0;  // of the round to come, rounded down
  Move seen = C;
  auto operator<=>(const SecondByWhite&) const = default;

  Move play() const {
    return round_to_come > 10 && seen == D && std::int64_t{logarithm} * grievances >= round_to_come ? D : C;
  }
  void see(Seen round) {
    ++round_to_come;
    grievances += round.theirs;
    seen = round.theirs;
    logarithm = static_cast<std::uint8_t>(logarithm + (round_to_come >= reached_at[logarithm + 1U]));
  }

 private:
  /// The first rounds with logarithms of 0, 1, 2, …: the powers of e, rounded up. An int holds no later one.
  static constexpr std::array<std::int64_t, 23> reached_at{
      1,      3,      8,       21,      55,      149,      404,      1097,      2981,      8104,       22027,     59875,
      162755, 442414, 1202605, 3269018, 8886111, 24154953, 65659970, 178482301, 485165196, 1318815735, 3584912847};
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<SecondByWhite>();
}
