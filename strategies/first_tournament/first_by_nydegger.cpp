// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

constexpr std::uint64_t set_of(std::initializer_list<int> sums) {
  std::uint64_t set = 0;
  for (const int sum : sums) set |= std::uint64_t{1} << sum;
  return set;
}

struct FirstByNydegger {
  static constexpr Info info{.name = "first-by-nydegger",
                             .about =
                                 "Plays tit-for-tat for three rounds, but does not forget a D of the first two; then "
                                 "it defects after 19 of the 64 histories of three rounds.",
                             .source = "Nydegger, in Axelrod (1980)",
                             .against = "DCCCDDCC",
                             .plays = "CDDDCCCC"};
  static constexpr std::uint8_t theirs = 0b10'10'10;
  static constexpr std::uint64_t defected_after =
      set_of({1, 6, 7, 17, 22, 23, 26, 29, 30, 31, 33, 38, 39, 45, 49, 54, 55, 58, 61});
  std::uint8_t sum = 0;  // of three rounds, weighed 16, 4 and 1 from the newest: 2 for the other's D, 1 for an own one
  std::uint8_t rounds = 0;  // that are over, at most three
  auto operator<=>(const FirstByNydegger&) const = default;

  Move play() const {
    if (rounds < 3) return (sum & theirs) != 0 ? D : C;
    return (defected_after >> sum & 1U) != 0 ? D : C;
  }
  void see(Seen round) {
    sum = static_cast<std::uint8_t>(sum >> 2 | round.theirs << 5 | round.mine << 4);
    rounds = static_cast<std::uint8_t>(rounds + (rounds < 3));
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<FirstByNydegger>();
}
