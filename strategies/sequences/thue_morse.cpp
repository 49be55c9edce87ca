// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <bit>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

/// The sequence 0, 1, 1, 0, 1, 0, 0, 1, …: whether the number of ones among the binary digits of 0, 1, 2, … is odd.
struct Sequence {
  std::uint32_t rounds = 0;  // that are over
  auto operator<=>(const Sequence&) const = default;

  bool is_one() const { return std::popcount(rounds) % 2 == 1; }
  void see(Seen) { ++rounds; }
};

struct ThueMorse : Sequence {
  static constexpr Info info{.name = "thue-morse",
                             .about = "Plays the Thue-Morse sequence with C for 1, whatever happens.",
                             .source = "Palmer, in Axelrod-Python",
                             .against = "CCCCDDDD",
                             .plays = "DCCDCDDC"};
  auto operator<=>(const ThueMorse&) const = default;

  Move play() const { return is_one() ? C : D; }
};

struct ThueMorseInverse : Sequence {
  static constexpr Info info{.name = "thue-morse-inverse",
                             .about = "Plays the Thue-Morse sequence with D for 1, whatever happens.",
                             .source = "Palmer, in Axelrod-Python",
                             .against = "CCCCDDDD",
                             .plays = "CDDCDCCD"};
  auto operator<=>(const ThueMorseInverse&) const = default;

  Move play() const { return is_one() ? D : C; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<ThueMorse>();
  catalogue.add<ThueMorseInverse>();
}
