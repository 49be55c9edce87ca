// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct AntiCycler {
  static constexpr Info info{
      .name = "anti-cycler",
      .about = "Opens with CD, then plays a D after no C, after one, two, three, and so on, whatever happens.",
      .source = "Harper, in Axelrod-Python",
      .against = "CCCCCDDDDDDD",
      .plays = "CDDCDCCDCCCD"};
  int length = -1;  // of the run of C; it opens with one outside the series
  int left = 1;     // C of it to come
  auto operator<=>(const AntiCycler&) const = default;

  Move play() const { return left > 0 ? C : D; }
  void see(Seen) { left = left > 0 ? left - 1 : ++length; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<AntiCycler>();
}
