// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct FirstByTullock {
  static constexpr Info info{.name = "first-by-tullock",
                             .about =
                                 "Cooperates for eleven rounds, then with a chance of a tenth less than the other's "
                                 "share of C in the last ten.",
                             .source = "Tullock, in Axelrod (1980)",
                             .against = "DCCCCCCCCCCDDD",
                             .plays = "CCCCCCCCCCCcdd"};
  static constexpr int trial = 11, window = 10;  // rounds
  std::uint16_t moves = 0;                       // the other's in the window, the newest last and 1 for D
  std::uint8_t hostile = 0;                      // how many of them are D
  std::uint8_t rounds = 0;                       // of the trial that are over
  auto operator<=>(const FirstByTullock&) const = default;

  Mix play() const {
    constexpr std::array<double, window + 1> after{0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0, 0};
    return rounds < trial ? Mix(C) : chance(after[hostile]);
  }
  void see(Seen round) {
    constexpr std::uint32_t all = (1U << window) - 1;
    hostile = static_cast<std::uint8_t>(hostile + round.theirs - (moves >> (window - 1)));
    moves = static_cast<std::uint16_t>((static_cast<std::uint32_t>(moves) << 1 | round.theirs) & all);
    rounds = static_cast<std::uint8_t>(rounds + (rounds < trial));
  }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<FirstByTullock>();
}
